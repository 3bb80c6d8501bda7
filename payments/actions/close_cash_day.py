"""A clerk counts her till and closes its day."""

import uuid

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from payments.actions.steps import step
from payments.errors import CashDayClosed
from payments.ledger import book_sides
from payments.models import CashDay
from payments.models.ledger_entry import Account
from payments.queries.cash import is_own
from payments.states import CashDayState
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from portal.shared.money import format_vnd


@transaction.atomic
def close_cash_day(
    *, actor: Actor, key: uuid.UUID, counted_vnd: int, difference_reason: str = ""
) -> CashDay:
    """Close the clerk's own day with what lies in the till, `counted_vnd` đồng, float included.

    The takings are handed in and the float goes back, so TILL of a closed day is zero; what is
    counted more or less than the books say goes to CASH_DIFFERENCE and needs a reason. It is
    computed under the lock of the day: cash that was taken since the page was made is in it.
    Raises CashDay.DoesNotExist (not this clerk's), CashDayClosed (closed before), InvalidInput
    (`difference_reason` missing).
    """
    cash_day = CashDay.objects.select_for_update().get(is_own(actor), key=key)
    if cash_day.state != CashDayState.OPEN:
        raise CashDayClosed(_("Sổ quỹ ngày này đã khóa rồi."))
    takings = takings_of(cash_day)
    cash_day.expected_vnd = cash_day.float_vnd + takings
    cash_day.counted_vnd = counted_vnd
    cash_day.difference_vnd = counted_vnd - cash_day.expected_vnd
    cash_day.difference_reason = difference_reason.strip()[:500] if cash_day.difference_vnd else ""
    if cash_day.difference_vnd and not cash_day.difference_reason:
        raise InvalidInput({"difference_reason": _difference_words(cash_day)})
    cash_day.closed_at = clock.now()
    _hand_in(cash_day, takings, cash_day.difference_vnd)
    step(cash_day, "close")
    record(
        actor=actor,
        action="close_cash_day",
        subject=f"cash_day:{cash_day.key}",
        expected_vnd=cash_day.expected_vnd,
        counted_vnd=counted_vnd,
        difference_vnd=cash_day.difference_vnd,
    )
    return cash_day


def takings_of(cash_day: CashDay) -> int:
    """What the books have in the till of this day, in đồng: receipts less what went out."""
    till = cash_day.ledger_entries.filter(account=Account.TILL)
    return int(till.aggregate(sum=Sum("amount_vnd"))["sum"] or 0)


def _hand_in(cash_day: CashDay, takings: int, difference: int) -> None:
    """Empty the till. A shortage is money that somebody still owes (positive), a surplus money
    that belongs to nobody known (negative)."""
    book_sides(
        transfer=f"close:{cash_day.key}",
        sides={
            Account.TILL: -takings,
            Account.HANDED_IN: takings + difference,
            Account.CASH_DIFFERENCE: -difference,
        },
        cash_day=cash_day,
    )


def _difference_words(cash_day: CashDay) -> str:
    expected, difference = cash_day.expected_vnd or 0, cash_day.difference_vnd or 0
    words = (
        _("Theo sổ phải có %(expected)s, kiểm đếm thừa %(difference)s. Đếm lại, hoặc ghi lý do.")
        if difference > 0
        else _(
            "Theo sổ phải có %(expected)s, kiểm đếm thiếu %(difference)s. Đếm lại, hoặc ghi lý do."
        )
    )
    return words % {"expected": format_vnd(expected), "difference": format_vnd(abs(difference))}
