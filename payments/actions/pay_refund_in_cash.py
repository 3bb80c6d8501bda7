"""A clerk gives cash back that had been paid in cash."""

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from payments.actions.finish_refund import finish_refund
from payments.actions.hand_refund_over import lock_to_pay
from payments.errors import TillTooEmpty
from payments.models import CashDay, LedgerEntry, Refund
from payments.models.ledger_entry import Account
from payments.queries.cash import lock_open_day
from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed
from portal.shared.money import format_vnd


@transaction.atomic
def pay_refund_in_cash(*, actor: Actor, refund: Refund) -> Refund:
    """Pay it out of the clerk's till of today.

    Raises NotAllowed and StalePage (see lock_to_pay), NotAllowed for what was not paid in cash,
    NoOpenCashDay, CashDayLeftOpen, TillTooEmpty.
    """
    refund = lock_to_pay(actor, refund)
    if refund.method != Refund.Method.CASH:
        raise NotAllowed(_("Khoản này không thu bằng tiền mặt nên không chi từ quỹ tiền mặt."))
    cash_day = lock_open_day(actor)
    _must_hold(cash_day, refund.amount_vnd)
    finish_refund(refund, method=Refund.Method.CASH, cash_day=cash_day)
    record(
        actor=actor,
        action="pay_refund_in_cash",
        subject=f"refund:{refund.key}",
        amount_vnd=refund.amount_vnd,
        cash_day=str(cash_day.key),
    )
    return refund


def _must_hold(cash_day: CashDay, amount_vnd: int) -> None:
    booked = LedgerEntry.objects.filter(cash_day=cash_day, account=Account.TILL)
    held = cash_day.float_vnd + (booked.aggregate(sum=Sum("amount_vnd"))["sum"] or 0)
    if held < amount_vnd:
        raise TillTooEmpty(
            _("Quỹ của bạn chỉ còn %(held)s, không đủ để chi. Hãy chuyển khoản cho người nộp.")
            % {"held": format_vnd(held)}
        )
