"""The day of planned changes has come (called by a job)."""

from django.db import transaction

from portal.accounts.actor import SYSTEM
from portal.administration.closing.close import Closed, close_locked
from portal.administration.closing.words import history_reason
from portal.administration.locking import lock_in_order
from portal.administration.models import PlannedChange
from portal.administration.renaming import rename_locked
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput
from portal.shared.kept_language import kept_language


def carry_out_changes() -> int:
    """Carry out all that are due, in the order of their days and of their making; how many.

    Each in a transaction of its own: whatever stops the process in the middle, an agency is closed
    with everything that follows or not at all, and the next run goes on. What cannot be done yet
    (an open till) keeps the words that say why, for the admin, and is tried again.
    """
    due = PlannedChange.objects.filter(
        on__lte=clock.today(), done_at=None, cancelled_at=None
    ).order_by("on", "pk")
    keys = list(due.values_list("pk", flat=True))
    return sum(carry_out(change_id=key) is not None for key in keys)


def carry_out(*, change_id: int) -> Closed | Agency | None:
    """Carry out one; what it came to. None when it is done, cancelled or in other hands already,
    not due, or could not be done."""
    try:
        with kept_language(), transaction.atomic():
            change = _lock(change_id)
            if change is None:
                return None
            outcome = _do(change)
            change.done_at, change.trouble = clock.now(), ""
            change.save(update_fields=["done_at", "trouble"])
    except InvalidInput as refusal:
        PlannedChange.objects.filter(pk=change_id, done_at=None, cancelled_at=None).update(
            trouble=str(refusal)
        )
        return None
    return outcome


def _lock(change_id: int) -> PlannedChange | None:
    """The change, locked; None when there is nothing to do about it."""
    waiting = PlannedChange.objects.select_for_update(of=("self",), skip_locked=True).filter(
        pk=change_id, done_at=None, cancelled_at=None, on__lte=clock.today()
    )
    return next(iter(waiting.select_related("successor__heir")), None)


def _do(change: PlannedChange) -> Closed | Agency:
    heir = change.successor.present if change.successor else None
    lock_in_order(change.agency_id, heir.pk if heir else None)
    agency = Agency.objects.get(pk=change.agency_id)
    if agency.is_closed:  # by hand meanwhile: what was wanted is so
        return agency
    if change.kind == PlannedChange.Kind.RENAME:
        return rename_locked(agency, actor=SYSTEM, name=change.name)
    return close_locked(
        agency,
        change.successor,
        actor=SYSTEM,
        on=change.on,
        reason=history_reason(agency, change.successor, change.reason),
    )
