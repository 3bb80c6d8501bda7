"""Two real connections at one refund: one answer wins, the money goes back once."""

import pytest

from payments.actions.approve_refund import approve_refund
from payments.actions.check_attempt import check_attempt
from payments.actions.pay_refund_by_transfer import pay_refund_by_transfer
from payments.actions.reject_refund import reject_refund
from payments.actions.request_refund import refund_by_rule, request_refund
from payments.actions.send_refund import send_refund
from payments.actions.take_refund_report import leave_refund_to_hand, take_refund_report
from payments.errors import NothingToGiveBack
from payments.models import LedgerEntry, PaymentAttempt, Refund
from payments.providers.base import RefundReport, RefundStanding
from portal.shared.errors import StalePage
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once
from tests.payments.factory import books

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paid(attempt: PaymentAttempt, payment_sandbox) -> PaymentAttempt:
    """100.000 đ, settled online."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    return check_attempt(attempt=attempt)


@pytest.fixture
def approved(paid: PaymentAttempt) -> Refund:
    """All of it goes back by rule."""
    refund = refund_by_rule(attempt=paid, cause=Refund.Cause.REFUSED)
    assert refund is not None
    return refund


def failed(results):
    return [result for result in results if isinstance(result, Exception)]


def test_finished_once(approved):
    report = RefundReport(
        reference="re_1", standing=RefundStanding.DONE, amount=100_000, currency="vnd"
    )
    results = at_once(*[lambda: take_refund_report(refund=approved, report=report)] * 4)
    assert [result.state for result in results] == ["done"] * 4
    assert LedgerEntry.objects.filter(refund=approved).count() == 2
    assert ActionLogEntry.objects.filter(action="finish_refund").count() == 1
    assert books() == {"held_by_provider": 0, "fees": 0}


def test_sent_by_two_at_once_is_given_back_once(paid, clerk, payment_sandbox):
    """Half of the payment, so that a second refund would fit."""
    half = request_refund(actor=clerk.actor, attempt=paid, amount_vnd=50_000, reason="Thu thừa.")
    Refund.objects.update(state="approved")
    at_once(*[lambda: send_refund(refund=half)] * 3)  # those who find it being answered: silent
    send_refund(refund=half)
    found = payment_sandbox.stripe.v1.refunds.list({"payment_intent": paid.payment_reference})
    assert [refund.amount for refund in found.data] == [50_000]
    assert Refund.objects.get().state == "done"
    assert LedgerEntry.objects.filter(refund=half).count() == 2


def test_approve_and_reject_at_once_decide_once(paid, clerk, leader):
    refund = request_refund(actor=clerk.actor, attempt=paid, amount_vnd=1_000, reason="Thu thừa.")
    results = at_once(
        lambda: approve_refund(actor=leader.actor, refund=refund),
        lambda: reject_refund(actor=leader.actor, refund=refund, reason="Không đủ căn cứ."),
    )
    assert [type(error) for error in failed(results)] == [StalePage]
    (decided,) = [result for result in results if isinstance(result, Refund)]
    assert Refund.objects.get().state == decided.state
    actions = ActionLogEntry.objects.filter(action__in=["approve_refund", "reject_refund"])
    assert actions.count() == 1


def test_two_requests_at_once_make_one(paid, clerk):
    results = at_once(
        *[
            lambda: request_refund(
                actor=clerk.actor, attempt=paid, amount_vnd=100_000, reason="Thu thừa."
            )
        ]
        * 3
    )
    assert [type(error) for error in failed(results)] == [NothingToGiveBack] * 2
    assert Refund.objects.count() == 1


def test_two_clerks_note_one_transfer(approved, clerk):
    leave_refund_to_hand(refund=approved, problem="declined")
    results = at_once(
        *[
            lambda: pay_refund_by_transfer(
                actor=clerk.actor, refund=approved, transfer_reference="FT1"
            )
        ]
        * 2
    )
    assert [type(error) for error in failed(results)] == [StalePage]
    assert LedgerEntry.objects.filter(refund=approved).count() == 2
