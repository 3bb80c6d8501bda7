"""Intakes that nobody came back to are closed: no client's papers stay at a desk for ever."""

from collections.abc import Iterable
from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from counter.actions.ticket_trail import close_ticket_left_open
from counter.models import Intake, Ticket
from counter.queue.reads import AT_A_DESK
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.action_log.record import record, recorded

AT_MOST = 1000


def close_forgotten(at_most: int = AT_MOST) -> int:
    """Close what nobody has touched: open ones for INTAKE_OPEN_DAYS, suspended ones for
    INTAKE_SUSPENDED_DAYS; how many. The draft stays in the client's account.

    Each in a transaction of its own: killed in the middle, the next run does the rest.
    """
    return sum(_close(pk) for pk in _keys(_forgotten().order_by("saved_at")[:at_most]))


def _forgotten() -> QuerySet[Intake]:
    """Typing in the form is saved with the draft, all else with the intake."""
    now = clock.now()
    days = {
        Intake.State.OPEN: settings.INTAKE_OPEN_DAYS,
        Intake.State.SUSPENDED: settings.INTAKE_SUSPENDED_DAYS,
    }
    due = Q()
    for state, many in days.items():
        since = now - timedelta(days=many)
        untyped = Q(dossier=None) | Q(dossier__saved_at__lt=since)
        due |= Q(untyped, state=state, saved_at__lt=since)
    return Intake.objects.exclude(state=Intake.State.CLOSED).filter(due)


def _keys(intakes: QuerySet[Intake]) -> Iterable[int]:
    return list(intakes.values_list("pk", flat=True))


def _close(pk: int) -> bool:
    """False when somebody has taken it up, or closed it, meanwhile."""
    with recorded():
        # Looked for again once the row is locked: a clerk who resumes it now was first.
        locked = Intake.objects.select_for_update(of=("self",)).filter(pk=pk).first()
        if locked is None or not _forgotten().filter(pk=pk).exists():
            return False
        before = locked.state
        locked.state, locked.typed = Intake.State.CLOSED, {}
        locked.closed_at = clock.now()
        locked.save(update_fields=["state", "typed", "closed_at"])
        _end_ticket(locked)
        record(
            actor=SYSTEM, action="close_forgotten", subject=f"intake:{locked.key}", before=before
        )
        return True


def _end_ticket(intake: Intake) -> None:
    """Its number of an earlier day goes with it, should it still be at the desk."""
    if intake.ticket_id is None:
        return
    left = Ticket.objects.select_for_update().filter(
        pk=intake.ticket_id, clerk_id=intake.clerk_id, state__in=AT_A_DESK, day__lt=clock.today()
    )
    for ticket in left:
        close_ticket_left_open(ticket)
