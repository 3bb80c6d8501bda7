"""A provincial admin is put in charge of the line to the national portal."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole, User
from portal.accounts.roles import Role
from portal.national.actions.tell_of_cases import tell_of_cases
from portal.national.models import Duty, SyncCase
from portal.national.policy import must_run_the_line
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


@transaction.atomic
def put_in_charge(*, actor: Actor, user: User) -> Duty:
    """Make this person the one whom cases are for; open ones come along.

    Raises NotAllowed, InvalidInput (`user`: not an active provincial admin).
    """
    must_run_the_line(actor)
    may = StaffRole.objects.filter(
        user=user, user__is_active=True, role=Role.PROVINCIAL_ADMIN, is_active=True
    )
    if not may.exists():
        raise InvalidInput({"user": _("Hãy chọn một quản trị tỉnh đang làm việc.")})
    duty = Duty.objects.select_for_update().order_by("pk").first() or Duty()
    if duty.pk and duty.user_id == user.pk:
        return duty
    duty.user, duty.since = user, clock.now()
    duty.save()
    SyncCase.objects.filter(closed_at__isnull=True).update(assignee=user)
    tell_of_cases()
    record(actor=actor, action="put_in_charge_of_sync", subject=f"user:{user.pk}")
    return duty
