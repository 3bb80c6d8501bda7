"""A member of staff gives up a role."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.hand_on_intakes import put_aside_of_leaver
from dossiers.held import held_by
from portal.accounts.actions.give_role import lock_member, refuse_own
from portal.accounts.actor import Actor
from portal.accounts.last_admin import refuse_last_admin
from portal.accounts.models import StaffRole
from portal.accounts.policy import must_be_admin
from portal.accounts.roles import Role
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage


@transaction.atomic
def end_role(*, actor: Actor, role_id: int) -> StaffRole:
    """End it. Raises NotAllowed (not an admin, the own role, the last admin, an officer who holds
    dossiers there), Http404, StalePage (ended before)."""
    must_be_admin(actor)
    found = StaffRole.objects.filter(pk=role_id).first()
    if found is None:
        raise Http404
    user = lock_member(found.user_id)
    refuse_own(actor, user)
    if found.role == Role.PROVINCIAL_ADMIN:
        refuse_last_admin(user)
    role = StaffRole.objects.select_for_update().get(pk=role_id)
    if not role.is_active:
        raise StalePage(_("Người này đã thôi vai trò đó trước đó."))
    if role.role == Role.OFFICER and held_by(user.pk, role.agency_id).exists():
        raise NotAllowed(
            _("“%(name)s” còn giữ hồ sơ tại “%(agency)s”. Hãy giao lại các hồ sơ đó trước.")
            % {"name": user.full_name, "agency": role.agency.name}
        )
    role.is_active = False
    role.save(update_fields=["is_active"])
    if role.role == Role.CLERK:
        put_aside_of_leaver(actor=actor, user_id=user.pk, agency_id=role.agency_id)
    record(
        actor=actor, action="end_role", subject=f"user:{user.pk}", role=role.role,
        agency=role.agency.code,
    )  # fmt: skip
    return role
