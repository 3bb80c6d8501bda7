"""The inbox: a signed call is kept at once; a job asks the provider what is true."""

import json
import time
import uuid

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from procrastinate.contrib.django.models import ProcrastinateJob

from outside.payment_sandbox.webhooks import signature
from payments.actions.check_attempt import check_attempt
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.start_attempt import start_attempt
from payments.models import LedgerEntry, Obligation, PaymentAttempt, ProviderEvent
from payments.order import order_of
from payments.providers import registry
from portal.shared import clock
from tests.payments.factory import call_webhook, fresh, make_obligation
from tests.payments.sandbox import WEBHOOK_SECRET

pytestmark = pytest.mark.django_db

URL = "/payments/stripe/webhook/"
COMPLETED = "checkout.session.completed"


def events_of(sandbox, attempt, kind=COMPLETED):
    """Events of this attempt (the sandbox keeps those of other tests)."""
    return [
        event
        for event in sandbox.events(type=kind)
        if event["data"]["object"]["metadata"].get("attempt") == str(attempt.key)
    ]


def post(client, body, *, secret=WEBHOOK_SECRET, **headers):
    """Any bytes, signed as Stripe signs what it sends (which is always UTF-8)."""
    text = body.decode("utf-8", "replace")
    signed = signature(text, secret, int(clock.now().timestamp()))
    headers = {"Stripe-Signature": signed} | headers
    return client.post(URL, body, content_type="application/json", headers=headers)


def about(thing, **more):
    return {"id": f"evt_{uuid.uuid4().hex}", "type": COMPLETED, "data": {"object": thing}, **more}


@pytest.fixture
def completed(attempt, payment_sandbox):
    """Paid, and the portal has not heard of it."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    (event,) = events_of(payment_sandbox, attempt)
    return event


def test_a_call_is_kept_and_nobody_is_asked_before_the_answer(
    client, attempt, completed, settings, settled_events
):
    settings.STRIPE_API_BASE = "http://127.0.0.1:1"

    response = call_webhook(client, completed)

    assert (response.status_code, response.content) == (200, b"ok")
    event = ProviderEvent.objects.get()
    assert (event.event_id, event.kind, event.source) == (completed["id"], COMPLETED, "call")
    assert (event.reference, event.attempt_key) == (attempt.provider_reference, str(attempt.key))
    assert json.loads(event.body) == completed
    assert (event.processed_at, event.outcome, event.times_received) == (None, "", 1)
    assert fresh(attempt).state == "open"
    assert settled_events == []
    job = ProcrastinateJob.objects.get(task_name="payments.follow_event")
    assert (job.args, job.status) == ({"event_id": event.pk}, "todo")


def test_it_costs_one_insert_and_one_job(client, completed):
    with CaptureQueriesContext(connection) as captured:
        call_webhook(client, completed)
    sent = [q["sql"] for q in captured if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert [sql.split()[0] for sql in sent] == ["INSERT", "SELECT"]
    assert "procrastinate_defer_jobs" in sent[1]


def test_the_job_settles(client, attempt, completed, settled_events, run_jobs):
    call_webhook(client, completed)
    assert "payments.follow_event" in run_jobs()
    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1
    event = ProviderEvent.objects.get()
    assert (event.outcome, event.problem) == ("settled", "")
    assert event.processed_at is not None


def test_a_repeated_call_is_counted_and_followed_once(
    client, attempt, completed, settled_events, run_jobs
):
    for _ in range(3):
        assert call_webhook(client, completed).status_code == 200
    assert ProviderEvent.objects.get().times_received == 3
    assert ProcrastinateJob.objects.filter(task_name="payments.follow_event").count() == 1
    run_jobs()
    call_webhook(client, completed)
    run_jobs()
    assert ProviderEvent.objects.get().times_received == 4
    assert len(settled_events) == 1
    assert LedgerEntry.objects.count() == 2


def test_a_forged_call_is_refused_and_nothing_is_kept(client, attempt, completed):
    response = call_webhook(client, completed, secret="whsec_guessed")
    assert response.status_code == 400
    assert fresh(attempt).state == "open"
    assert ProviderEvent.objects.count() == 0
    assert ProcrastinateJob.objects.count() == 0


def test_a_call_that_lies_is_not_believed(
    client, attempt, payment_sandbox, settled_events, run_jobs
):
    payment_sandbox.press(attempt.provider_reference, "decline")
    (event,) = events_of(payment_sandbox, attempt, "payment_intent.payment_failed")
    event["type"] = COMPLETED
    event["data"]["object"] = {
        "object": "checkout.session",
        "id": attempt.provider_reference,
        "payment_status": "paid",
        "status": "complete",
        "amount_total": 100_000,
        "metadata": {"attempt": str(attempt.key)},
    }

    assert call_webhook(client, event).status_code == 200
    run_jobs()

    assert ProviderEvent.objects.get().outcome == "open"
    assert fresh(attempt).state == "open"
    assert Obligation.objects.get().state == "due"
    assert settled_events == []


def test_a_silent_provider_is_asked_again_by_the_job(
    client, attempt, completed, payment_sandbox, run_jobs
):
    payment_sandbox.fault("error_500", count=3)
    call_webhook(client, completed)
    run_jobs(expect_failures=True)
    event = ProviderEvent.objects.get()
    assert event.processed_at is None
    assert fresh(attempt).state == "open"
    job = ProcrastinateJob.objects.get(task_name="payments.follow_event")
    assert (job.status, job.attempts) == ("todo", 1)

    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL")
    run_jobs()
    assert ProviderEvent.objects.get().outcome == "settled"


def test_a_late_call_after_the_return_page_changes_nothing(
    client, attempt, completed, settled_events, run_jobs
):
    first = check_attempt(attempt=attempt)
    call_webhook(client, completed)
    run_jobs()
    assert ProviderEvent.objects.get().outcome == "settled"
    assert fresh(attempt).closed_at == first.closed_at
    assert len(settled_events) == 1


def test_a_call_finds_an_attempt_whose_answer_was_lost(
    client, obligation, payment_sandbox, run_jobs
):
    """The row is there, the provider's answer never came, yet somebody paid."""
    attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="")
    checkout = registry.get("stripe").open_checkout(order_of(attempt))
    payment_sandbox.press(checkout.reference, "succeed")
    (event,) = events_of(payment_sandbox, attempt)

    call_webhook(client, event)
    run_jobs()

    assert ProviderEvent.objects.get().outcome == "settled"
    assert fresh(attempt).provider_reference == checkout.reference


SESSION = {"object": "checkout.session", "id": "cs_other"}


@pytest.mark.parametrize(
    ("thing", "problem"),
    [
        ({"object": "plan", "id": "p"}, ""),
        (SESSION, "foreign"),
        ({**SESSION, "metadata": {"attempt": str(uuid.uuid4())}}, "foreign"),
        ({**SESSION, "metadata": {"attempt": "theirs, not ours"}}, "foreign"),
        ({**SESSION, "metadata": ["?"]}, "foreign"),
    ],
)
def test_what_is_not_ours_is_kept_and_said(client, attempt, run_jobs, thing, problem):
    assert call_webhook(client, about(thing)).status_code == 200
    run_jobs()
    event = ProviderEvent.objects.get()
    assert (event.outcome, event.problem) == ("not_ours", problem)
    assert event.processed_at is not None
    assert fresh(attempt).state == "open"


def test_an_unknown_kind_about_our_page_is_a_reason_to_ask(client, attempt, completed, run_jobs):
    completed["type"] = "some.thing.new"
    call_webhook(client, completed)
    run_jobs()
    assert fresh(attempt).state == "settled"


def test_another_page_for_our_attempt_is_parked(client, attempt, run_jobs):
    thing = {**SESSION, "metadata": {"attempt": str(attempt.key)}}
    call_webhook(client, about(thing))
    run_jobs()
    event = ProviderEvent.objects.get()
    assert (event.outcome, event.problem) == ("open", "other_page")


def test_an_amount_that_does_not_match_is_parked_and_kept_as_surplus(
    client, attempt, payment_sandbox, run_jobs
):
    payment_sandbox.fault("amount_changed", value=-1_000)
    payment_sandbox.press(attempt.provider_reference, "succeed")
    (event,) = events_of(payment_sandbox, attempt)
    call_webhook(client, event)
    run_jobs(expect_failures=True)
    event = ProviderEvent.objects.get()
    assert (event.outcome, event.problem) == ("surplus", "wrong_amount")
    assert Obligation.objects.get().state == "due"


THING = {"object": "plan", "id": "p"}


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"{}",
        b"[]",
        b'"x"',
        b"NaN",
        b"\x00",
        b'{"id": "evt_x", "type": "t"}',
        b'{"id": "evt_x", "type": "t", "data": {}}',
        b"[" * 200_000,
        json.dumps(about(THING) | {"id": "evt\x00"}).encode(),
        json.dumps(about(THING) | {"id": "\ud800"}).encode(),
        json.dumps(about(THING) | {"id": "e" * 256}).encode(),
        json.dumps(about(THING) | {"id": 7}).encode(),
        json.dumps(about(THING) | {"type": "x" * 81}).encode(),
        json.dumps(about({"object": "checkout.session", "id": None})).encode(),
    ],
    ids=[
        "empty", "half", "nothing", "list", "text", "nan", "nul", "no-data", "no-object", "deep",
        "nul-in-id", "surrogate-in-id", "long-id", "number-as-id", "long-type", "no-session-id",
    ],
)  # fmt: skip
def test_a_signed_call_that_cannot_be_read_is_parked(client, body):
    for times in (1, 2):
        assert post(client, body).status_code == 200
        event = ProviderEvent.objects.get()
        assert (event.kind, event.outcome) == ("unreadable", "unreadable")
        assert event.event_id.startswith("sha256:")
        assert event.problem != ""
        assert event.body == body.decode().replace("\x00", "␀")
        assert event.processed_at is not None
        assert event.times_received == times
    assert ProcrastinateJob.objects.count() == 0


def test_what_postgresql_refuses_in_an_event_is_kept_all_the_same(client, run_jobs):
    """NUL and half a letter inside the event, in places that nobody reads."""
    event = about(THING, words="a\x00b", half="\ud800", most=float("inf"))
    assert call_webhook(client, event).status_code == 200
    run_jobs()
    assert ProviderEvent.objects.get().outcome == "not_ours"


def test_refused_without_a_trace(client):
    assert client.post(URL, b"{}", content_type="application/json").status_code == 400
    assert post(client, b"\xff\xfe").status_code == 400
    assert post(client, b"{}", **{"Stripe-Signature": "t=1,v1=é"}).status_code == 400
    assert post(client, b"{}", **{"Stripe-Signature": "nonsense"}).status_code == 400
    assert post(client, b" " * 3_000_000).status_code == 400
    assert client.get(URL).status_code == 405
    assert client.post("/payments/nobody/webhook/").status_code == 404
    assert client.post("/payments/cash/webhook/").status_code == 404
    assert ProviderEvent.objects.count() == 0


def test_an_old_signature_is_refused(client):
    body = json.dumps(about(THING))
    old = signature(body, WEBHOOK_SECRET, int(clock.now().timestamp()) - 301)
    assert post(client, body.encode(), **{"Stripe-Signature": old}).status_code == 400
    assert ProviderEvent.objects.count() == 0


def test_without_the_database_the_provider_is_asked_to_call_again(client, completed):
    """The connection dies under the call; the next call finds another one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")

    def cut(execute, sql, params, many, context):
        raise OperationalError("the server is going down")

    with connection.execute_wrapper(cut):
        response = call_webhook(client, completed)
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert call_webhook(client, completed).status_code == 200


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
events = st.fixed_dictionaries(
    {},
    optional={
        "id": json_values | st.just("evt_1"),
        "type": json_values | st.just(COMPLETED),
        "data": json_values
        | st.fixed_dictionaries(
            {
                "object": json_values
                | st.fixed_dictionaries(
                    {"object": st.just("checkout.session")},
                    optional={"id": json_values | st.just("cs_1"), "metadata": json_values},
                )
            }
        ),
    },
)
bodies = (
    st.binary()
    | json_values.map(lambda v: json.dumps(v).encode())
    | events.map(lambda v: json.dumps(v).encode())
)


@settings(max_examples=150, suppress_health_check=list(HealthCheck), deadline=None)
@given(body=bodies, header=st.none() | st.text(st.characters(max_codepoint=255)))
@example(body=b"\x00", header=None)
def test_no_call_whatever_is_answered_with_an_error_of_ours(client, caplog, body, header):
    """Signed (`header` None) or with anything else in the signature's place."""
    caplog.set_level("CRITICAL")
    before = ProviderEvent.objects.count()
    if header is None:
        status = post(client, body).status_code
        is_text = body == body.decode("utf-8", "replace").encode()
        assert status == (200 if is_text else 400)
    else:
        if "\n" in header or "\r" in header:
            return
        status = post(client, body, **{"Stripe-Signature": header}).status_code
        assert status == 400
        assert ProviderEvent.objects.count() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "times"), [("", 1), ("callback_twice", 2), ("callback_before_redirect", 1)]
)
def test_the_sandbox_really_calls(live_server, payment_sandbox, payer, run_jobs, fault, times):
    """Signed by the sandbox, over HTTP, to the running portal."""
    payment_sandbox.call_webhook_at(f"{live_server.url}{URL}")
    if fault:
        payment_sandbox.fault(fault)
    attempt = start_attempt(
        obligation=make_obligation(payer.citizen), provider="stripe", next_url=""
    )
    payment_sandbox.press(attempt.provider_reference, "succeed")
    until = time.monotonic() + 60
    while time.monotonic() < until:
        event = ProviderEvent.objects.first()
        if event and event.times_received == times:
            break
        time.sleep(0.05)
    assert event and event.times_received == times
    run_jobs(queues=["payments"])
    assert PaymentAttempt.objects.get().state == "settled"
