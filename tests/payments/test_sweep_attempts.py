"""The sweep: heals lost callbacks and closed browsers; expires only after asking."""

from datetime import timedelta

import pytest
import time_machine

from payments.actions.start_attempt import start_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.models import Obligation, PaymentAttempt
from payments.tasks import sweep
from portal.shared import clock
from tests.payments.factory import fresh, make_obligation

pytestmark = pytest.mark.django_db


def swept():
    """Asked, changed, silent."""
    tally = sweep_attempts()
    return tally.asked, tally.changed, tally.silent


def later(minutes):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=True)


def test_a_lost_callback_is_healed_after_a_minute(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    assert swept() == (0, 0, 0)

    with later(2):
        assert swept() == (1, 1, 0)

    assert Obligation.objects.get().state == "settled"
    assert len(settled_events) == 1


def test_the_minutely_job_does_it(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    with later(2):
        sweep(timestamp=0)
    assert fresh(attempt).state == "settled"


def test_open_at_the_provider_stays_open_whatever_our_clock_says(attempt):
    with later(120):
        assert swept() == (1, 0, 0)
    assert fresh(attempt).state == "open"


def test_closed_at_the_provider_expires(attempt, payment_sandbox):
    payment_sandbox.stripe.v1.checkout.sessions.expire(attempt.provider_reference)
    with later(2):
        sweep_attempts()
    assert fresh(attempt).state == "expired"
    assert Obligation.objects.get().state == "due"


def test_a_silent_provider_expires_nothing(attempt, payment_sandbox):
    payment_sandbox.stripe.v1.checkout.sessions.expire(attempt.provider_reference)
    payment_sandbox.fault("error_500", count=3)
    with later(120):
        assert swept() == (0, 0, 1)
        assert fresh(attempt).state == "open"
        assert swept() == (1, 1, 0)


def test_a_reference_the_provider_does_not_know_waits(attempt):
    PaymentAttempt.objects.update(provider_reference="cs_test_unknown")
    with later(2):
        sweep_attempts()
    assert (fresh(attempt).state, fresh(attempt).problem) == ("open", "unknown_reference")

    second = start_attempt(obligation=attempt.obligation, provider="stripe", next_url="")
    assert fresh(attempt).state == "expired"
    assert second.state == "open"


def test_a_provider_that_is_down_is_asked_three_times_only(payment_sandbox, payer, settings):
    for _ in range(5):
        start_attempt(obligation=make_obligation(payer.citizen), provider="stripe", next_url="")
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    with later(2):
        assert swept() == (0, 0, 3)
    assert PaymentAttempt.objects.filter(state="open").count() == 5
