"""A receipt is no longer valid (hủy biên lai)."""

from payments.models import PaymentAttempt, Receipt
from payments.queries.receipts import valid_receipt_of
from payments.receipts.write import ask_for_pdf
from portal.shared import clock

LONGEST_REASON = 300


def cancel_receipt_of(*, attempt: PaymentAttempt, by: str, reason: str) -> Receipt | None:
    """Cancel the attempt's valid receipt; None when there is none. The receipt is kept with its
    number and printed again, marked.

    Part of a transaction that holds the lock of the attempt.
    """
    receipt = valid_receipt_of(attempt)
    if receipt is None:
        return None
    receipt.cancelled_at = clock.now()
    receipt.cancelled_by = by
    receipt.cancel_reason = reason[:LONGEST_REASON]
    receipt.save(update_fields=["cancelled_at", "cancelled_by", "cancel_reason"])
    ask_for_pdf(receipt)
    return receipt
