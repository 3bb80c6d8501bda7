"""A member of staff leaves."""

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.hand_on_intakes import put_aside_of_leaver
from dossiers.held import held_by
from portal.accounts.actions.give_role import lock_member, refuse_own
from portal.accounts.actor import Actor
from portal.accounts.last_admin import refuse_last_admin
from portal.accounts.models import StaffRole, User
from portal.accounts.policy import must_be_admin
from portal.accounts.roles import Role
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage


@transaction.atomic
def deactivate_staff(*, actor: Actor, user_id: int) -> User:
    """Lock the account and end every role. Sessions end with it: each request reads the account
    anew (portal.accounts.backend), and one that is not active is nobody.

    Raises NotAllowed (not an admin, oneself, the last admin, dossiers still held), Http404,
    StalePage.
    """
    must_be_admin(actor)
    user = lock_member(user_id)
    refuse_own(actor, user)
    if not user.is_active:
        raise StalePage(_("Tài khoản này đã khóa trước đó."))
    roles = StaffRole.objects.filter(user=user, is_active=True)
    if roles.filter(role=Role.PROVINCIAL_ADMIN).exists():
        refuse_last_admin(user)
    if held_by(user.pk).exists():
        raise NotAllowed(
            _("“%(name)s” còn giữ hồ sơ. Hãy giao lại hoặc trả các hồ sơ đó về bộ phận trước.")
            % {"name": user.full_name}
        )
    ended = [f"{role.role} {role.agency.code}" for role in roles.select_related("agency")]
    roles.update(is_active=False)
    user.is_active = False
    user.save(update_fields=["is_active"])
    put_aside_of_leaver(actor=actor, user_id=user.pk)
    record(actor=actor, action="deactivate_staff", subject=f"user:{user.pk}", roles=ended)
    return user
