"""A settled payment gets its receipt."""

from django.db import transaction

from payments.locks import lock_attempt
from payments.models import LedgerEntry, PaymentAttempt, Receipt
from payments.providers.registry import CASH
from payments.queries.receipts import is_owed_a_receipt, valid_receipt_of
from payments.receipts.write import payer_of, write_receipt
from portal.accounts.actor import SYSTEM


@transaction.atomic
def issue_receipt(*, attempt: PaymentAttempt) -> Receipt | None:
    """The one valid receipt of the attempt: written now, or the one it has.

    None when no receipt is owed: the attempt is not settled, was reversed, or all of its money has
    gone back.
    """
    obligation, attempt = lock_attempt(attempt)
    attempt.obligation = obligation
    if not is_owed_a_receipt(attempt):
        return None
    found = valid_receipt_of(attempt)
    if found is not None:
        return found
    return write_receipt(attempt, payer=payer_of(obligation), issued_by=_taken_by(attempt))


def _taken_by(attempt: PaymentAttempt) -> str:
    """The clerk into whose till the cash went; the system for what came in online."""
    if attempt.provider != CASH:
        return SYSTEM.name
    entry = (
        LedgerEntry.objects.filter(transfer=f"settle:{attempt.key}", cash_day__isnull=False)
        .select_related("cash_day__clerk")
        .first()
    )
    return entry.cash_day.clerk.full_name if entry and entry.cash_day else ""
