"""What the case does when something happens; subscribed in portal/wiring."""

from dossiers import jobs
from dossiers.actions.payment_settled import payment_settled
from dossiers.events import StateChanged
from payments.events import ObligationSettled
from portal.shared import clock


def move_on_when_paid(event: ObligationSettled) -> None:
    """The dossier whose fee was paid moves on, in the transaction of the settlement."""
    kind, _separator, key = event.subject.partition(":")
    if kind == "dossier":
        payment_settled(dossier_id=int(key), settled_at=event.settled_at)


def announce(event: StateChanged) -> None:
    """Tell the citizen by mail, in a job; history made with a pinned clock is no news."""
    if not clock.is_pinned():
        jobs.defer(jobs.ANNOUNCE, history_id=event.history.pk)
