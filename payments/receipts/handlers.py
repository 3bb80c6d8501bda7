"""What receipts do when money moves; subscribed in portal/wiring.

The texts are part of the record and stay Vietnamese whatever language somebody works in.
"""

from payments import jobs
from payments.actions.cancel_receipt import cancel_receipt_of
from payments.actions.issue_receipt import issue_receipt
from payments.events import AttemptReversed, AttemptSettled, RefundMoved
from payments.models import LedgerEntry, PaymentAttempt, Refund
from payments.providers.registry import CASH
from payments.queries.receipts import is_owed_a_receipt
from payments.states import RefundState
from portal.accounts.actor import SYSTEM
from portal.shared import clock


def issue_when_settled(event: AttemptSettled) -> None:
    """Cash: now, for the payer stands there. Online: in a job, so that a busy book holds up no
    settlement. History that is being made has no worker: now."""
    attempt = PaymentAttempt.objects.get(pk=event.attempt_id)
    if attempt.provider == CASH or clock.is_pinned():
        issue_receipt(attempt=attempt)
    else:
        jobs.defer(jobs.ISSUE_RECEIPT, attempt_id=attempt.pk)


def cancel_when_reversed(event: AttemptReversed) -> None:
    """Cash booked by mistake: its receipt says what is not true."""
    attempt = PaymentAttempt.objects.get(pk=event.attempt_id)
    cancel_receipt_of(
        attempt=attempt,
        by=_who_reversed(attempt),
        reason=f"Ghi đảo khoản thu: {attempt.reversal_reason}",
    )


def cancel_when_given_back(event: RefundMoved) -> None:
    """All of the money has gone back; while part of it stays the receipt is valid."""
    if event.state != RefundState.DONE:
        return
    attempt = Refund.objects.select_related("attempt").get(pk=event.refund_id).attempt
    if not is_owed_a_receipt(attempt):
        cancel_receipt_of(
            attempt=attempt, by=SYSTEM.name, reason="Đã hoàn trả toàn bộ số tiền cho người nộp."
        )


def _who_reversed(attempt: PaymentAttempt) -> str:
    entry = (
        LedgerEntry.objects.filter(transfer=f"reverse:{attempt.key}", cash_day__isnull=False)
        .select_related("cash_day__clerk")
        .first()
    )
    return entry.cash_day.clerk.full_name if entry and entry.cash_day else SYSTEM.name
