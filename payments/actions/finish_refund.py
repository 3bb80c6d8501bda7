"""The money has gone back."""

from payments.actions.steps import step
from payments.ledger import book
from payments.models import CashDay, Refund
from payments.models.ledger_entry import Account
from payments.states import AttemptState
from portal.shared import clock

_OUT_OF = {
    Refund.Method.PROVIDER: Account.HELD_BY_PROVIDER,
    Refund.Method.CASH: Account.TILL,
    Refund.Method.TRANSFER: Account.TREASURY,
}


def finish_refund(
    refund: Refund, *, method: Refund.Method, cash_day: CashDay | None = None
) -> None:
    """Finish and book it. Part of a transaction that holds the refund's lock.

    Booked once only: the edge leaves no state twice, and the books refuse a second transfer of the
    same name.
    """
    refund.method = method
    refund.done_at = clock.now()
    refund.problem = ""
    book(
        transfer=f"refund:{refund.key}",
        into=_OUT_OF[method],
        for_account=_was_for(refund),
        amount_vnd=-refund.amount_vnd,
        attempt=refund.attempt,
        refund=refund,
        cash_day=cash_day,
    )
    step(refund, "finish")


def _was_for(refund: Refund) -> Account:
    surplus = refund.attempt.state == AttemptState.SURPLUS
    return Account.SURPLUS if surplus else Account.FEES
