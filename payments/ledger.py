"""Writing to the books: two entries for each movement of money."""

from payments.models import CashDay, LedgerEntry, PaymentAttempt, Refund
from payments.models.ledger_entry import Account
from portal.shared import clock


def book(
    *,
    transfer: str,
    into: Account,
    for_account: Account,
    amount_vnd: int,
    attempt: PaymentAttempt | None = None,
    refund: Refund | None = None,
    cash_day: CashDay | None = None,
) -> None:
    """Money of `amount_vnd` đồng is now in `into`, for `for_account`; a negative amount takes it
    out again. `transfer` names the cause and can be booked once only (IntegrityError)."""
    at = clock.now()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            transfer=transfer,
            account=account,
            amount_vnd=signed,
            attempt=attempt,
            refund=refund,
            cash_day=cash_day,
            at=at,
        )
        for account, signed in ((into, amount_vnd), (for_account, -amount_vnd))
    )
