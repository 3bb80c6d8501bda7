"""The provider says how a refund stands, and that is believed."""

from django.db import transaction

from payments.actions.finish_refund import finish_refund
from payments.actions.steps import step
from payments.locks import lock_refund
from payments.models import Refund
from payments.providers.base import RefundReport, RefundStanding
from payments.states import RefundState
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.action_log.record import record

DIFFERENT_AMOUNT = "different_amount"
_WITH_THE_PROVIDER = (RefundState.APPROVED, RefundState.SENT)


@transaction.atomic
def take_refund_report(*, refund: Refund, report: RefundReport) -> Refund:
    """Done → booked and finished; under way → sent; failed → left to hand. Once only: the job, the
    sweep and a second worker may arrive together.

    A report about another amount finishes nothing: it waits, with its problem, for reconciliation.
    """
    _, refund = lock_refund(refund)
    if refund.state not in _WITH_THE_PROVIDER:
        return refund
    refund.asked_at = clock.now()
    refund.provider_reference = report.reference
    refund.problem = report.problem[:200]
    if report.standing == RefundStanding.FAILED:
        return _left_to_hand(refund)
    if (report.amount, report.currency.lower()) != (refund.amount_vnd, "vnd"):
        refund.problem = DIFFERENT_AMOUNT
    elif report.standing == RefundStanding.DONE:
        return _finished(refund)
    if refund.state == RefundState.APPROVED:
        refund.sent_at = clock.now()
        step(refund, "send")
    else:
        refund.save(update_fields=["asked_at", "problem"])
    return refund


@transaction.atomic
def leave_refund_to_hand(*, refund: Refund, problem: str) -> Refund:
    """The provider cannot give it back: the counter pays it."""
    _, refund = lock_refund(refund)
    if refund.state not in _WITH_THE_PROVIDER:
        return refund
    refund.asked_at = clock.now()
    refund.problem = problem[:200]
    return _left_to_hand(refund)


def _left_to_hand(refund: Refund) -> Refund:
    refund.by_hand_at = clock.now()
    step(refund, "leave_to_hand")
    record(actor=SYSTEM, action="leave_refund_to_hand", subject=f"refund:{refund.key}")
    return refund


def _finished(refund: Refund) -> Refund:
    finish_refund(refund, method=Refund.Method.PROVIDER)
    record(
        actor=SYSTEM,
        action="finish_refund",
        subject=f"refund:{refund.key}",
        amount_vnd=refund.amount_vnd,
    )
    return refund
