"""What the case does when something happens; subscribed in portal/wiring."""

from dossiers import jobs
from dossiers.actions.announce_refund import TOLD
from dossiers.actions.payment_reversed import payment_reversed, refuse_when_final
from dossiers.actions.payment_settled import payment_settled
from dossiers.events import MoveAsked, StateChanged
from dossiers.models import Dossier
from payments.events import (
    ObligationReversed,
    ObligationSettled,
    RefundMoved,
    ReversalStarting,
    SettlementStarting,
)
from portal.shared import clock


def lock_before_settling(event: SettlementStarting) -> None:
    """The dossier's row is locked before any row of payments, as everywhere."""
    key = _dossier_key(event.subject)
    if key is not None:
        Dossier.objects.select_for_update(of=("self",)).only("pk").get(pk=key)


def move_on_when_paid(event: ObligationSettled) -> None:
    """The dossier whose fee was paid moves on, in the transaction of the settlement."""
    key = _dossier_key(event.subject)
    if key is not None:
        payment_settled(dossier_id=key, settled_at=event.settled_at)


def refuse_late_reversal(event: ReversalStarting) -> None:
    """Cash of a dossier that has ended stays booked."""
    key = _dossier_key(event.subject)
    if key is not None:
        refuse_when_final(dossier_id=key)


def wait_for_money_again(event: ObligationReversed) -> None:
    """The dossier whose cash was booked by mistake is unpaid again."""
    key = _dossier_key(event.subject)
    if key is not None:
        payment_reversed(dossier_id=key)


def announce(event: StateChanged) -> None:
    """Tell the citizen by mail, in a job; history made with a pinned clock is no news."""
    if not clock.is_pinned():
        jobs.defer(jobs.ANNOUNCE, history_id=event.history.pk)


def announce_move(event: MoveAsked) -> None:
    """Tell the citizen by mail, in a job, that an answer is waited for."""
    if not clock.is_pinned():
        jobs.defer(jobs.ANNOUNCE, history_id=event.history.pk)


def announce_refund(event: RefundMoved) -> None:
    """Tell the citizen by mail, in a job, of the steps of a refund that matter."""
    key = _dossier_key(event.subject)
    if key is not None and event.state in TOLD and not clock.is_pinned():
        jobs.defer(
            jobs.ANNOUNCE_REFUND, refund_id=event.refund_id, dossier_id=key, state=event.state
        )


def _dossier_key(subject: str) -> int | None:
    kind, _separator, key = subject.partition(":")
    return int(key) if kind == "dossier" else None
