"""The money of a subject: complete, in order, and cheap."""

import pytest

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.check_attempt import check_attempt
from payments.actions.request_refund import refund_by_rule, request_refund
from payments.actions.start_attempt import start_attempt
from payments.models import PaymentAttempt, Refund
from payments.queries.money import money_of
from tests.payments.factory import make_obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid(attempt: PaymentAttempt, payment_sandbox) -> PaymentAttempt:
    """100.000 đ, settled online."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    return check_attempt(attempt=attempt)


def test_nothing_owed(django_assert_num_queries):
    with django_assert_num_queries(2):
        assert money_of("thing:nobody") == []


def test_what_is_due(obligation, django_assert_num_queries):
    with django_assert_num_queries(2):
        (owed,) = money_of(obligation.subject)
    assert (owed.obligation, owed.tries, owed.receipts) == (obligation, [], [])
    assert not owed.can_be_asked_back


def test_what_was_simply_paid_is_one_query(paid, django_assert_num_queries):
    subject = paid.obligation.subject
    with django_assert_num_queries(1):
        (owed,) = money_of(subject)
    assert [tried.attempt for tried in owed.tries] == [paid]
    assert owed.can_be_asked_back


def test_however_often_it_was_tried_and_owed(payer, payment_sandbox, django_assert_num_queries):
    """A cancelled one that nobody tried to pay, then one paid twice and given back."""
    first = make_obligation(payer.citizen, subject="thing:many")
    cancel_obligation(obligation=first, reason="x")
    second = make_obligation(payer.citizen, subject="thing:many")
    attempts = []
    for _ in range(3):
        attempt = start_attempt(obligation=second, provider="stripe", next_url="")
        PaymentAttempt.objects.filter(pk=attempt.pk).update(state="expired")
        attempts.insert(0, attempt)
    for attempt in attempts:
        payment_sandbox.press(attempt.provider_reference, "succeed")
        check_attempt(attempt=attempt)
    refund_by_rule(attempt=attempts[0], cause=Refund.Cause.ASKED)
    with django_assert_num_queries(3):
        newest, oldest = money_of("thing:many")
        states = [(tried.attempt.state, len(tried.refunds)) for tried in newest.tries]
    assert states == [("settled", 1), ("surplus", 1), ("surplus", 1)]
    assert [tried.attempt for tried in newest.tries] == attempts
    assert (oldest.obligation, oldest.tries) == (first, [])


def test_what_is_asked_back_cannot_be_asked_back_again(paid, clerk):
    refund = request_refund(actor=clerk.actor, attempt=paid, amount_vnd=1_000, reason="Thu thừa.")
    assert not money_of(paid.obligation.subject)[0].can_be_asked_back
    Refund.objects.filter(pk=refund.pk).update(state="rejected")
    assert money_of(paid.obligation.subject)[0].can_be_asked_back
