"""The sweep: heals lost callbacks and closed browsers; expires only after asking."""

from datetime import timedelta

import pytest
import time_machine

from payments.actions.check_attempt import check_attempt
from payments.actions.start_attempt import start_attempt
from payments.actions.sweep_attempts import sweep_attempts
from payments.errors import NotPayableOnline
from payments.events import ObligationSettled
from payments.models import Obligation, PaymentAttempt, SweepRun
from payments.queries import attempts_to_ask_about
from payments.tasks import catch_up, sweep
from portal.shared import clock, events
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


def many(payer, count):
    return [
        start_attempt(obligation=make_obligation(payer.citizen), provider="stripe", next_url="")
        for _ in range(count)
    ]


def test_a_lost_callback_moves_on_within_two_minutes_of_the_provider_knowing(
    payment_sandbox, payer, settled_events, run_jobs
):
    """As the worker does it: the jobs of the next minute, with no callback at all."""
    (attempt,) = many(payer, 1)
    catch_up(timestamp=0)
    payment_sandbox.fault("callback_never", count=5)
    payment_sandbox.press(attempt.provider_reference, "succeed")
    with later(1.5):
        catch_up(timestamp=0)
        sweep(timestamp=0)
        run_jobs()
    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1


def test_many_are_asked_in_one_round(payment_sandbox, payer):
    attempts = many(payer, 20)
    for attempt in attempts[::2]:
        payment_sandbox.press(attempt.provider_reference, "succeed")
    with later(2):
        assert swept() == (20, 10, 0)
        assert swept() == (10, 0, 0)
    run = SweepRun.objects.get(name="attempts")
    assert (run.asked, run.changed, run.silent, run.problem) == (10, 0, 0, "")
    assert run.finished_at > run.started_at


def test_pages_that_are_over_come_first_then_the_longest_unasked(payment_sandbox, payer):
    now = clock.now()
    over, fresh_one, long_unasked, asked = many(payer, 4)

    def moments(attempt, **minutes):
        PaymentAttempt.objects.filter(pk=attempt.pk).update(
            **{name: now + timedelta(minutes=minute) for name, minute in minutes.items()}
        )

    moments(over, asked_at=-20, expires_at=-5)
    moments(asked, asked_at=-2, expires_at=-5)  # asked after its end: in the common queue
    moments(long_unasked, asked_at=-30)
    found = attempts_to_ask_about(
        providers=["stripe"],
        made_before=now + timedelta(minutes=1),
        asked_before=now,
        at_most=10,
    )
    assert found == [over, fresh_one, long_unasked, asked]


def test_money_on_a_page_that_we_had_closed_is_found_after_the_pages_end(
    payment_sandbox, attempt, settled_events
):
    PaymentAttempt.objects.update(provider_reference="cs_test_unknown")
    check_attempt(attempt=attempt, give_up=True)  # wrong keys for an hour: unknown, given up
    assert fresh(attempt).state == "expired"
    PaymentAttempt.objects.update(provider_reference=attempt.provider_reference)
    payment_sandbox.press(attempt.provider_reference, "succeed")

    with later(30):
        assert swept() == (0, 0, 0)
    with later(61):
        assert swept() == (1, 1, 0)
        assert swept() == (0, 0, 0)

    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1


def test_a_closed_page_that_can_still_be_paid_is_closed_at_the_provider(payment_sandbox, attempt):
    PaymentAttempt.objects.update(provider_reference="cs_test_unknown")
    check_attempt(attempt=attempt, give_up=True)
    PaymentAttempt.objects.update(provider_reference=attempt.provider_reference)
    with later(61):
        assert swept() == (1, 0, 0)
        assert swept() == (0, 0, 0)
    assert payment_sandbox.session(attempt.provider_reference).status == "expired"


def test_silence_is_no_answer_after_the_pages_end(payment_sandbox, attempt):
    check_attempt(attempt=attempt, give_up=True)
    assert fresh(attempt).state == "cancelled"
    payment_sandbox.fault("error_500", count=3)
    with later(61):
        assert swept() == (0, 0, 1)
        assert fresh(attempt).silent_since is not None
        assert swept() == (1, 0, 0)
        assert fresh(attempt).silent_since is None
        assert swept() == (0, 0, 0)


def test_silence_is_remembered_since_it_began(payment_sandbox, attempt, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    with later(2):
        sweep_attempts()
        since = fresh(attempt).silent_since
    with later(5):
        sweep_attempts()
        assert fresh(attempt).silent_since == since
        assert fresh(attempt).asked_at > since
        run = SweepRun.objects.get()
        assert run.silent == 1
        assert run.problem.startswith("stripe: ")


def test_a_provider_that_is_switched_off_is_not_asked(payment_sandbox, attempt, settings):
    settings.STRIPE_SECRET_KEY = ""
    with later(2):
        assert swept() == (0, 0, 0)
    assert fresh(attempt).asked_at is None


def test_one_that_cannot_be_believed_does_not_keep_the_others_waiting(payment_sandbox, payer):
    """A handler of the settlement that fails: everything of that one is rolled back."""
    first, second = many(payer, 2)
    for attempt in (first, second):
        payment_sandbox.press(attempt.provider_reference, "succeed")

    def fail(event):
        if event.obligation_id == first.obligation_id:
            raise RuntimeError("a mistake of ours")

    events.subscribe(ObligationSettled, fail)
    try:
        with later(2):
            assert swept() == (2, 1, 0)
    finally:
        events._handlers[ObligationSettled].remove(fail)
    assert (fresh(first).state, fresh(second).state) == ("open", "settled")
    assert SweepRun.objects.get().problem == f"{first.key}: RuntimeError"
    with later(3):
        assert swept() == (1, 1, 0)
    assert fresh(first).state == "settled"


def test_a_round_ends_when_its_time_is_over(payment_sandbox, payer):
    many(payer, 3)
    with later(2):
        assert sweep_attempts(seconds=0).asked <= 3
        assert swept()[1:] == (0, 0)
    assert PaymentAttempt.objects.filter(asked_at=None).count() == 0


def test_a_provider_that_is_being_switched_off_is_asked_but_not_offered(
    payment_sandbox, attempt, payer, settings
):
    settings.PAYMENT_PROVIDERS_OFF = ["stripe"]
    payment_sandbox.press(attempt.provider_reference, "succeed")
    with later(2):
        assert swept() == (1, 1, 0)
    with pytest.raises(NotPayableOnline):
        start_attempt(obligation=make_obligation(payer.citizen), provider="stripe", next_url="")
