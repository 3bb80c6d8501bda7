"""A member of staff comes back."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actions.give_role import lock_member, refuse_own
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.policy import must_be_admin
from portal.shared.action_log.record import record
from portal.shared.errors import StalePage


@transaction.atomic
def reactivate_staff(*, actor: Actor, user_id: int) -> User:
    """Unlock the account; roles are given anew. Raises NotAllowed, Http404, StalePage."""
    must_be_admin(actor)
    user = lock_member(user_id)
    refuse_own(actor, user)
    if user.is_active:
        raise StalePage(_("Tài khoản này đang hoạt động."))
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor=actor, action="reactivate_staff", subject=f"user:{user.pk}")
    return user
