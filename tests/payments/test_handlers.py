"""Money that settled nothing goes back by itself."""

import dataclasses

import pytest

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.check_attempt import check_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.actions.start_attempt import start_attempt
from payments.models import PaymentAttempt, Refund
from payments.providers import registry
from payments.queries.waiting import reason
from portal.shared import clock
from tests.payments.factory import books, fresh

pytestmark = pytest.mark.django_db


def paid_twice(obligation, sandbox) -> tuple[PaymentAttempt, PaymentAttempt]:
    """The page of an attempt that we had given up is paid after the second one was."""
    first = start_attempt(obligation=obligation, provider="stripe", next_url="")
    PaymentAttempt.objects.filter(pk=first.pk).update(state="expired")
    second = start_attempt(obligation=obligation, provider="stripe", next_url="")
    for attempt in (second, first):
        sandbox.press(attempt.provider_reference, "succeed")
        check_attempt(attempt=attempt)
    return first, second


def test_a_second_payment_goes_back_by_itself(obligation, payment_sandbox, run_jobs):
    first, second = paid_twice(obligation, payment_sandbox)
    refund = Refund.objects.get()
    assert (refund.attempt_id, refund.cause, refund.state, refund.amount_vnd) == (
        first.pk,
        "double_payment",
        "approved",
        100_000,
    )

    assert "payments.send_refund" in run_jobs(queues=["payments"])

    assert Refund.objects.get().state == "done"
    assert (fresh(first).state, fresh(second).state) == ("surplus", "settled")
    assert books() == {"held_by_provider": 100_000, "fees": -100_000, "surplus": 0}


def test_a_wrong_amount_goes_back_as_received(attempt, payment_sandbox):
    payment_sandbox.fault("amount_changed", value=-1_000)
    payment_sandbox.press(attempt.provider_reference, "succeed")
    check_attempt(attempt=attempt)
    refund = Refund.objects.get()
    assert (refund.cause, refund.amount_vnd) == ("wrong_amount", 99_000)


def test_money_for_a_cancelled_obligation_goes_back(attempt, payment_sandbox):
    cancel_obligation(obligation=attempt.obligation, reason="refused")
    payment_sandbox.press(attempt.provider_reference, "succeed")
    check_attempt(attempt=attempt)
    assert Refund.objects.get().cause == "obligation_cancelled"


def test_another_currency_is_parked_where_operators_see_it(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    report = registry.get("stripe").look_up(attempt.provider_reference)
    settle_attempt(attempt=attempt, report=dataclasses.replace(report, currency="usd"))
    assert not Refund.objects.exists()
    assert [one.pk for one in reason("currency").rows] == [attempt.pk]
    assert books() == {}


def test_history_is_sent_by_the_sweep_and_not_by_a_job(obligation, payment_sandbox, run_jobs):
    with clock.pinned(clock.now()):
        paid_twice(obligation, payment_sandbox)
    assert Refund.objects.get().state == "approved"
    assert "payments.send_refund" not in run_jobs(queues=["payments"])
