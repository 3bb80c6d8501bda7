"""Lost calls are found in the provider's list of events; nothing behind the cursor is missing."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from payments.actions.catch_up_events import catch_up_events, take_page
from payments.actions.refollow_events import refollow_events
from payments.actions.start_attempt import start_attempt
from payments.models import ProviderCursor, ProviderEvent, SweepRun
from payments.providers.base import EventPage, Notice
from payments.providers.stripe import events as stripe_events
from payments.providers.stripe.events import events_after
from payments.tasks import catch_up
from portal.shared import clock
from tests.outside.payment_sandbox.conftest import session_params
from tests.payments.factory import call_webhook, fresh, make_obligation

pytestmark = pytest.mark.django_db


def later(minutes):
    return time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=True)


def pay(sandbox, attempt):
    sandbox.press(attempt.provider_reference, "succeed")


@pytest.fixture(autouse=True)
def something_happened_before(payment_sandbox):
    """The provider's list is not empty, whichever tests ran before: somebody else paid."""
    session = payment_sandbox.stripe.v1.checkout.sessions.create(session_params())
    payment_sandbox.press(session.id, "succeed")


@pytest.fixture
def from_now_on(payment_sandbox):
    """The list has been read up to now."""
    catch_up_events()
    return ProviderCursor.objects.get()


def test_the_first_look_takes_nothing_older(payment_sandbox, attempt, from_now_on):
    assert ProviderEvent.objects.count() == 0
    assert from_now_on.position != ""


def test_a_lost_call_is_found_and_followed(
    payment_sandbox, attempt, from_now_on, run_jobs, settled_events
):
    payment_sandbox.fault("callback_never")
    pay(payment_sandbox, attempt)

    catch_up(timestamp=0)

    event = ProviderEvent.objects.get()
    assert (event.kind, event.source) == ("checkout.session.completed", "list")
    assert event.attempt_key == str(attempt.key)
    assert '"checkout.session"' in event.body
    assert fresh(attempt).state == "open"
    assert "payments.follow_event" in run_jobs()
    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1
    run = SweepRun.objects.get(name="events")
    assert (run.asked, run.changed, run.silent, run.problem) == (1, 1, 0, "")
    assert run.finished_at >= run.started_at


def test_what_a_call_brought_is_not_taken_twice(
    client, payment_sandbox, attempt, from_now_on, run_jobs
):
    pay(payment_sandbox, attempt)
    (event,) = (e for e in payment_sandbox.events(type="checkout.session.completed")
                if e["data"]["object"]["id"] == attempt.provider_reference)  # fmt: skip
    call_webhook(client, event)
    for _ in range(2):
        assert catch_up_events().changed == 0
    stored = ProviderEvent.objects.get()
    assert (stored.source, stored.times_received) == ("call", 1)


def test_many_pages_the_oldest_first(payment_sandbox, payer, from_now_on, monkeypatch):
    monkeypatch.setattr(stripe_events, "PAGE", 2)
    attempts = [
        start_attempt(obligation=make_obligation(payer.citizen), provider="stripe", next_url="")
        for _ in range(5)
    ]
    for attempt in attempts:
        pay(payment_sandbox, attempt)

    assert catch_up_events().changed == 5

    stored = ProviderEvent.objects.order_by("pk").values_list("attempt_key", flat=True)
    assert list(stored) == [str(attempt.key) for attempt in attempts]


def test_the_last_minute_is_read_again(payment_sandbox, attempt, from_now_on):
    """Lists may be filled a little late: what appears behind the newest is found as well."""
    pay(payment_sandbox, attempt)
    catch_up_events()
    ProviderEvent.objects.all().delete()  # as if it had appeared only now
    assert catch_up_events().changed == 1


def test_an_old_event_is_left_behind(payment_sandbox, payer, from_now_on, monkeypatch):
    monkeypatch.setattr(stripe_events, "LATE_SECONDS", 0)
    attempt = start_attempt(
        obligation=make_obligation(payer.citizen), provider="stripe", next_url=""
    )
    pay(payment_sandbox, attempt)
    assert catch_up_events().asked == 1
    assert ProviderCursor.objects.get().position == ProviderEvent.objects.get().event_id
    assert catch_up_events().asked == 0


class Crash(Exception):
    """The process dies here."""


def test_the_cursor_never_passes_an_event_that_is_not_stored(monkeypatch, db):
    notice = Notice("evt_1", "checkout.session.completed", "cs_1", "", {})
    page = EventPage((notice,), position="evt_1", has_more=False, keep="evt_1")

    def die(**_):
        raise Crash

    monkeypatch.setattr("payments.actions.catch_up_events.store_event", die)
    with pytest.raises(Crash):
        take_page(provider="stripe", page=page)
    assert not ProviderCursor.objects.exists()

    monkeypatch.undo()
    seen = []

    def look(execute, sql, params, many, context):
        if sql.startswith(("INSERT", "UPDATE")) and "payments_provider" in sql:
            seen.append(sql.split('"')[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look), transaction.atomic():
        assert take_page(provider="stripe", page=page) == 1
    assert seen == ["payments_providerevent", "payments_providercursor"]


def test_a_forgotten_position_begins_anew(payment_sandbox, attempt):
    ProviderCursor.objects.create(provider="stripe", position="evt_old", moved_at=clock.now())
    assert "position lost" in catch_up_events().problem
    assert ProviderCursor.objects.get().position == ""
    catch_up_events()
    assert ProviderCursor.objects.get().position.startswith("evt_")


def test_a_silent_provider_moves_nothing(payment_sandbox, attempt, from_now_on, settings):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"
    tally = catch_up_events()
    assert (tally.asked, tally.silent) == (0, 1)
    assert tally.problem.startswith("stripe: ")
    assert ProviderCursor.objects.get().position == from_now_on.position
    assert SweepRun.objects.get(name="events").silent == 1


def test_a_list_that_was_empty_is_read_from_its_beginning(payment_sandbox, attempt):
    pay(payment_sandbox, attempt)
    page = events_after(stripe_events.BEGINNING)
    assert attempt.provider_reference in [notice.reference for notice in page.notices]


def test_an_event_that_nobody_follows_gets_its_job_again(
    client, payment_sandbox, attempt, from_now_on, run_jobs
):
    pay(payment_sandbox, attempt)
    catch_up_events()
    event = ProviderEvent.objects.get()
    with later(2):
        assert refollow_events() == 0  # its job is there
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs CASCADE")
        assert refollow_events() == 1
        assert refollow_events() == 0
        job = ProcrastinateJob.objects.get(task_name="payments.follow_event")
        assert job.args == {"event_id": event.pk}
        run_jobs()
    assert fresh(attempt).state == "settled"
