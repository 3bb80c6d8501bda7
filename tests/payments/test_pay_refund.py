"""Refunds that people pay: by bank transfer, or out of the till."""

import pytest

from payments.actions.approve_refund import approve_refund
from payments.actions.check_attempt import check_attempt
from payments.actions.open_cash_day import open_cash_day
from payments.actions.pay_refund_by_transfer import pay_refund_by_transfer
from payments.actions.pay_refund_in_cash import pay_refund_in_cash
from payments.actions.request_refund import refund_by_rule
from payments.actions.send_refund import send_refund
from payments.actions.settle_at_counter import settle_at_counter
from payments.errors import NoOpenCashDay, TillTooEmpty
from payments.models import LedgerEntry, PaymentAttempt, Refund
from portal.shared.errors import InvalidInput, NotAllowed, StalePage
from portal.shared.models import ActionLogEntry
from tests.payments.factory import books
from tests.world import make_staff

pytestmark = pytest.mark.django_db


def by_rule(attempt: PaymentAttempt) -> Refund:
    """All of it goes back."""
    refund = refund_by_rule(attempt=attempt, cause=Refund.Cause.REFUSED)
    assert refund is not None
    return refund


@pytest.fixture
def by_hand(attempt, payment_sandbox) -> Refund:
    """Paid by card; the bank does not take the refund."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    check_attempt(attempt=attempt)
    payment_sandbox.fault("refund_failed")
    return send_refund(refund=by_rule(attempt))


@pytest.fixture
def in_cash(obligation, clerk) -> Refund:
    """Paid in cash, 100.000 đ lie in the clerk's till."""
    open_cash_day(actor=clerk.actor, float_vnd=0)
    settle_at_counter(actor=clerk.actor, subject=obligation.subject)
    return by_rule(PaymentAttempt.objects.get())


def test_a_transfer_is_noted_and_booked_once(by_hand, clerk):
    paid = pay_refund_by_transfer(actor=clerk.actor, refund=by_hand, transfer_reference=" FT1 ")
    assert (paid.state, paid.method, paid.transfer_reference) == ("done", "transfer", "FT1")
    assert books() == {"held_by_provider": 100_000, "fees": 0, "treasury": -100_000}
    with pytest.raises(StalePage):
        pay_refund_by_transfer(actor=clerk.actor, refund=by_hand, transfer_reference="FT2")
    assert LedgerEntry.objects.filter(refund=by_hand).count() == 2
    assert Refund.objects.get().transfer_reference == "FT1"
    entry = ActionLogEntry.objects.get(action="pay_refund_by_transfer")
    assert entry.detail == {"amount_vnd": 100_000, "transfer_reference": "FT1"}


@pytest.mark.parametrize("reference", ["", "   ", "x" * 101])
def test_a_transfer_needs_its_reference(by_hand, clerk, reference):
    with pytest.raises(InvalidInput):
        pay_refund_by_transfer(actor=clerk.actor, refund=by_hand, transfer_reference=reference)
    assert Refund.objects.get().state == "by_hand"


@pytest.mark.parametrize("who", ["clerk_tamtien", "officer", "leader", "admin", "tra"])
def test_only_the_counter_pays(by_hand, request, who):
    actor = request.getfixturevalue(who).actor
    with pytest.raises(NotAllowed):
        pay_refund_by_transfer(actor=actor, refund=by_hand, transfer_reference="FT1")
    assert Refund.objects.get().state == "by_hand"
    assert LedgerEntry.objects.filter(refund=by_hand).count() == 0


def test_what_the_provider_still_has_is_not_paid_by_hand(attempt, payment_sandbox, clerk):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    check_attempt(attempt=attempt)
    approved = by_rule(attempt)
    with pytest.raises(StalePage):
        pay_refund_by_transfer(actor=clerk.actor, refund=approved, transfer_reference="FT1")
    assert Refund.objects.get().state == "approved"


def test_cash_waits_at_the_counter_and_leaves_the_till(in_cash, clerk):
    assert (in_cash.state, in_cash.method) == ("by_hand", "cash")

    paid = pay_refund_in_cash(actor=clerk.actor, refund=in_cash)

    assert (paid.state, paid.method) == ("done", "cash")
    assert books() == {"till": 0, "fees": 0}
    entries = LedgerEntry.objects.filter(refund=in_cash)
    assert {entry.cash_day.clerk_id for entry in entries} == {clerk.user.pk}
    with pytest.raises(StalePage):
        pay_refund_in_cash(actor=clerk.actor, refund=in_cash)
    assert entries.count() == 2


def test_cash_may_be_paid_by_transfer_too(in_cash, clerk):
    pay_refund_by_transfer(actor=clerk.actor, refund=in_cash, transfer_reference="FT9")
    assert books() == {"till": 100_000, "fees": 0, "treasury": -100_000}


def test_what_came_by_card_does_not_leave_the_till(by_hand, clerk):
    open_cash_day(actor=clerk.actor, float_vnd=500_000)
    with pytest.raises(NotAllowed, match="không thu bằng tiền mặt"):
        pay_refund_in_cash(actor=clerk.actor, refund=by_hand)
    assert Refund.objects.get().state == "by_hand"


def test_a_till_gives_no_more_than_it_holds(in_cash, one_stop):
    colleague = make_staff("clerk", one_stop, email="colleague@motcua.example")
    with pytest.raises(NoOpenCashDay):
        pay_refund_in_cash(actor=colleague.actor, refund=in_cash)
    open_cash_day(actor=colleague.actor, float_vnd=99_999)
    with pytest.raises(TillTooEmpty, match=r"99\.999"):
        pay_refund_in_cash(actor=colleague.actor, refund=in_cash)
    assert Refund.objects.get().state == "by_hand"
    assert books() == {"till": 100_000, "fees": -100_000}


def test_a_clerks_request_about_cash_waits_for_the_leader(in_cash, leader):
    Refund.objects.update(state="requested")
    assert approve_refund(actor=leader.actor, refund=in_cash).state == "by_hand"
