"""Writing to the books: two entries, or more, for each movement of money."""

from collections.abc import Mapping

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
    book_sides(
        transfer=transfer,
        sides={into: amount_vnd, for_account: -amount_vnd},
        attempt=attempt,
        refund=refund,
        cash_day=cash_day,
    )


def book_sides(
    *,
    transfer: str,
    sides: Mapping[Account, int],
    attempt: PaymentAttempt | None = None,
    refund: Refund | None = None,
    cash_day: CashDay | None = None,
) -> None:
    """The same for more than two accounts: `sides` are the đồng of each and sum to zero (the
    database checks it at commit). An account that nothing happens to is left out."""
    at = clock.now()
    LedgerEntry.objects.bulk_create(
        LedgerEntry(
            transfer=transfer,
            account=account,
            amount_vnd=amount_vnd,
            attempt=attempt,
            refund=refund,
            cash_day=cash_day,
            at=at,
        )
        for account, amount_vnd in sides.items()
        if amount_vnd
    )
