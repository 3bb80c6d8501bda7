"""A member of staff gets one more role."""

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from portal.accounts.actions.appoint import appoint
from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole, User
from portal.accounts.policy import must_be_admin
from portal.accounts.role_facts import checked_role
from portal.accounts.roles import Role
from portal.shared.errors import InvalidInput, NotAllowed


@transaction.atomic
def give_role(*, actor: Actor, user_id: int, role: str, agency_id: int | None) -> StaffRole:
    """Give it; nobody gives one to himself. Raises NotAllowed, Http404 (no member of staff),
    InvalidInput (`role`, `agency`)."""
    must_be_admin(actor)
    user = lock_member(user_id)
    refuse_own(actor, user)
    role, agency = checked_role(role, agency_id)
    if not user.is_active:
        raise InvalidInput({"role": _("Tài khoản này đã khóa. Hãy mở lại trước.")})
    if StaffRole.objects.filter(user=user, role=role, agency=agency, is_active=True).exists():
        raise InvalidInput({"role": _("Người này đã có vai trò đó tại cơ quan này.")})
    return appoint(actor=actor, user=user, role=Role(role), agency=agency)


def lock_member(user_id: int) -> User:
    """The account of somebody who holds, or has held, a staff role. Raises Http404."""
    members = StaffRole.objects.filter(user=user_id)
    user = User.objects.select_for_update().filter(pk=user_id).first()
    if user is None or not members.exists():
        raise Http404
    return user


def refuse_own(actor: Actor, user: User) -> None:
    """Four eyes: raises NotAllowed for the own account."""
    if actor.user_id == user.pk:
        raise NotAllowed(
            _("Bạn không được tự đổi vai trò hay khóa tài khoản của mình. Hãy nhờ quản trị khác.")
        )
