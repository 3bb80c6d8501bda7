"""What the case does when something happens; subscribed in portal/wiring."""

import uuid

from dossiers import jobs
from dossiers.actions.announce_refund import TOLD
from dossiers.actions.note_signature import note_leaders_signature, note_seal
from dossiers.actions.payment_reversed import payment_reversed, refuse_when_final
from dossiers.actions.payment_settled import payment_settled
from dossiers.actions.seal_results import start_sealing
from dossiers.events import MoveAsked, StateChanged
from dossiers.models import Dossier
from dossiers.signatures.subjects import RESULT, SEAL, SEALS, read
from payments.events import (
    ObligationReversed,
    ObligationSettled,
    RefundMoved,
    ReversalStarting,
    SettlementStarting,
)
from portal.shared import clock
from portal.signatures.events import FileSigned, RunEnded
from portal.signatures.models import SigningRun


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


def note_signature(event: FileSigned) -> None:
    """A result bears the signature of its leader, or the seal of its agency."""
    kind, key = read(event.subject)
    if kind == RESULT:
        note_leaders_signature(key=uuid.UUID(key), signed=event)
    elif kind == SEAL:
        note_seal(key=uuid.UUID(key), signed=event)


def go_on_sealing(event: RunEnded) -> None:
    """What was signed while the seals of its agency were being put on comes next. After a failure
    the sweep tries again."""
    kind, agency = read(event.subject)
    if kind == SEALS and event.state == SigningRun.State.DONE:
        start_sealing(int(agency))


def _dossier_key(subject: str) -> int | None:
    kind, _separator, key = subject.partition(":")
    return int(key) if kind == "dossier" else None
