"""A clerk takes cash."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.reserve_attempt import new_attempt
from payments.actions.settle_attempt import CURRENCY, settle_obligation
from payments.actions.steps import step
from payments.errors import NothingDue, OnlinePaymentRunning
from payments.events import SettlementStarting
from payments.ledger import book
from payments.locks import lock_obligation
from payments.models import CashDay, Obligation
from payments.models.ledger_entry import Account
from payments.providers.registry import CASH
from payments.queries import live_attempt_of, obligation_of
from payments.queries.cash import lock_open_day
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.queries import stands_for
from portal.shared import clock, events
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed


@transaction.atomic
def settle_at_counter(*, actor: Actor, subject: str) -> Obligation:
    """Settle what is due for the subject with cash in the clerk's till; repeated, nothing changes.

    The till is the clerk's own, of today, and open (open_cash_day); the counter is the one where
    this obligation may be taken. An online page that is still open has to be closed before
    (stop_online_payment), so that nobody pays twice. Raises NotAllowed (no clerk of that counter),
    NothingDue, OnlinePaymentRunning, NoOpenCashDay, CashDayLeftOpen.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa được thu tiền mặt."))
    events.publish(SettlementStarting(subject=subject))
    obligation = _locked(subject)
    if not stands_for(actor.agency_id, obligation.counter_id):
        raise NotAllowed(_("Khoản này thu tại quầy của cơ quan khác."))
    if obligation.is_settled and obligation.settled_by == CASH:
        return obligation
    if not obligation.is_due:
        raise NothingDue(_("Khoản này đã được thanh toán hoặc đã hủy. Không thu tiền mặt."))
    if live_attempt_of(obligation):
        raise OnlinePaymentRunning(
            _("Người nộp đang mở trang thanh toán trực tuyến. Chưa thu tiền mặt; hãy thử lại.")
        )
    cash_day = lock_open_day(actor)
    _take(obligation, cash_day)
    record(
        actor=actor,
        action="settle_at_counter",
        subject=f"obligation:{obligation.key}",
        amount_vnd=obligation.amount_vnd,
        cash_day=str(cash_day.key),
    )
    return obligation


def _locked(subject: str) -> Obligation:
    found = obligation_of(subject)
    if found is None:
        raise NothingDue(_("Không có khoản nào phải nộp."))
    return lock_obligation(found.pk)


def _take(obligation: Obligation, cash_day: CashDay) -> None:
    attempt = new_attempt(obligation, provider=CASH)
    attempt.received_amount, attempt.received_currency = attempt.amount_vnd, CURRENCY
    attempt.closed_at = clock.now()
    book(
        transfer=f"settle:{attempt.key}",
        into=Account.TILL,
        for_account=Account.FEES,
        amount_vnd=attempt.amount_vnd,
        attempt=attempt,
        cash_day=cash_day,
    )
    step(attempt, "settle")
    settle_obligation(obligation, by=CASH)
