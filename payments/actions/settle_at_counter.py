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
from payments.models import Obligation
from payments.models.ledger_entry import Account
from payments.providers.registry import CASH
from payments.queries import live_attempt_of, obligation_of
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock, events
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed


@transaction.atomic
def settle_at_counter(*, actor: Actor, subject: str) -> Obligation:
    """Settle what is due for the subject with cash in the clerk's till; repeated, nothing changes.

    Whether the clerk's agency may take this money is the caller's question. An online page that is
    still open has to be closed before (stop_online_payment), so that nobody pays twice. Raises
    NotAllowed (not a clerk), NothingDue, OnlinePaymentRunning.
    """
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa được thu tiền mặt."))
    events.publish(SettlementStarting(subject=subject))
    obligation = _locked(subject)
    if obligation.is_settled and obligation.settled_by == CASH:
        return obligation
    if not obligation.is_due:
        raise NothingDue(_("Khoản này đã được thanh toán hoặc đã hủy. Không thu tiền mặt."))
    if live_attempt_of(obligation):
        raise OnlinePaymentRunning(
            _("Người nộp đang mở trang thanh toán trực tuyến. Chưa thu tiền mặt; hãy thử lại.")
        )
    _take(obligation)
    record(
        actor=actor,
        action="settle_at_counter",
        subject=f"obligation:{obligation.key}",
        amount_vnd=obligation.amount_vnd,
    )
    return obligation


def _locked(subject: str) -> Obligation:
    found = obligation_of(subject)
    if found is None:
        raise NothingDue(_("Không có khoản nào phải nộp."))
    return lock_obligation(found.pk)


def _take(obligation: Obligation) -> None:
    attempt = new_attempt(obligation, provider=CASH)
    attempt.received_amount, attempt.received_currency = attempt.amount_vnd, CURRENCY
    attempt.closed_at = clock.now()
    step(attempt, "settle")
    book(
        transfer=f"settle:{attempt.key}",
        into=Account.TILL,
        for_account=Account.FEES,
        amount_vnd=attempt.amount_vnd,
        attempt=attempt,
    )
    settle_obligation(obligation, by=CASH)
