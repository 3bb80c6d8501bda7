"""The provider calls: stored, checked by asking back, done once."""

import time

import pytest

from payments.actions.check_attempt import check_attempt
from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.start_attempt import start_attempt
from payments.models import LedgerEntry, Obligation, PaymentAttempt, ProviderEvent
from payments.order import order_of
from payments.providers import registry
from tests.payments.factory import call_webhook, fresh, make_obligation

pytestmark = pytest.mark.django_db


def events_of(sandbox, attempt, kind="checkout.session.completed"):
    """Events of this attempt (the sandbox keeps those of other tests)."""
    return [
        event
        for event in sandbox.events(type=kind)
        if event["data"]["object"]["metadata"].get("attempt") == str(attempt.key)
    ]


@pytest.fixture
def completed(attempt, payment_sandbox):
    """Paid, and the portal has not heard of it."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    (event,) = events_of(payment_sandbox, attempt)
    return event


def test_a_call_settles(client, attempt, completed, settled_events):
    response = call_webhook(client, completed)

    assert (response.status_code, response.content) == (200, b"settled")
    assert fresh(attempt).state == "settled"
    assert len(settled_events) == 1
    event = ProviderEvent.objects.get()
    assert (event.event_id, event.kind, event.outcome) == (
        completed["id"],
        "checkout.session.completed",
        "settled",
    )
    assert event.payload == completed
    assert event.processed_at is not None


def test_a_repeated_call_is_counted_and_done_once(client, attempt, completed, settled_events):
    for _ in range(3):
        assert call_webhook(client, completed).status_code == 200
    assert ProviderEvent.objects.get().times_received == 3
    assert len(settled_events) == 1
    assert LedgerEntry.objects.count() == 2


def test_a_forged_call_is_refused_and_nothing_is_kept(client, attempt, completed):
    response = call_webhook(client, completed, secret="whsec_guessed")
    assert response.status_code == 400
    assert fresh(attempt).state == "open"
    assert ProviderEvent.objects.count() == 0


def test_a_call_that_lies_is_not_believed(client, attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "decline")
    (event,) = events_of(payment_sandbox, attempt, "payment_intent.payment_failed")
    session = payment_sandbox.session(attempt.provider_reference)
    event["type"] = "checkout.session.completed"
    event["data"]["object"] = {
        "object": "checkout.session",
        "id": session.id,
        "payment_status": "paid",
        "status": "complete",
        "amount_total": 100_000,
        "metadata": {"attempt": str(attempt.key)},
    }

    assert call_webhook(client, event).content == b"open"

    assert fresh(attempt).state == "open"
    assert Obligation.objects.get().state == "due"
    assert settled_events == []


def test_trouble_asks_to_be_called_again(client, attempt, completed, payment_sandbox):
    payment_sandbox.fault("error_500", count=3)
    response = call_webhook(client, completed)
    assert response.status_code == 503
    assert ProviderEvent.objects.get().processed_at is None
    assert fresh(attempt).state == "open"

    assert call_webhook(client, completed).content == b"settled"
    assert ProviderEvent.objects.get().times_received == 2


def test_a_late_call_after_the_return_page_changes_nothing(
    client, attempt, completed, settled_events
):
    first = check_attempt(attempt=attempt)
    assert call_webhook(client, completed).content == b"settled"
    assert fresh(attempt).closed_at == first.closed_at
    assert len(settled_events) == 1


def test_a_call_finds_an_attempt_whose_answer_was_lost(client, obligation, payment_sandbox):
    """The row is there, the provider's answer never came, yet somebody paid."""
    attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="")
    checkout = registry.get("stripe").open_checkout(order_of(attempt))
    payment_sandbox.press(checkout.reference, "succeed")
    (event,) = events_of(payment_sandbox, attempt)

    assert call_webhook(client, event).content == b"settled"
    assert fresh(attempt).provider_reference == checkout.reference


def test_what_is_not_ours_or_unknown_is_stored_and_taken(client, attempt):
    for number, thing in enumerate(
        ({"object": "plan", "id": "p"}, {"object": "checkout.session", "id": "cs_other"}), 1
    ):
        event = {"id": f"evt_{number}", "type": "some.thing", "data": {"object": thing}}
        assert call_webhook(client, event).content == b"not_ours"
    assert ProviderEvent.objects.filter(outcome="not_ours").count() == 2
    assert fresh(attempt).state == "open"


@pytest.mark.parametrize(
    "event", [{}, [], {"id": "evt_x", "type": "t"}, {"id": "evt_x", "type": "t", "data": {}}, "x"]
)
def test_unreadable_calls_are_refused(client, event):
    assert call_webhook(client, event).status_code == 400
    assert ProviderEvent.objects.count() == 0


def test_no_signature_no_post_no_provider(client):
    url = "/payments/stripe/webhook/"
    assert client.post(url, b"{}", content_type="application/json").status_code == 400
    assert client.post(url, b"\xff\xfe", content_type="application/json").status_code == 400
    assert client.get(url).status_code == 405
    assert client.post("/payments/nobody/webhook/").status_code == 404
    assert client.post("/payments/cash/webhook/").status_code == 404


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("fault", "times"), [("", 1), ("callback_twice", 2), ("callback_before_redirect", 1)]
)
def test_the_sandbox_really_calls(live_server, payment_sandbox, payer, settings, fault, times):
    """Signed by the sandbox, over HTTP, to the running portal."""
    payment_sandbox.call_webhook_at(f"{live_server.url}/payments/stripe/webhook/")
    if fault:
        payment_sandbox.fault(fault)
    attempt = start_attempt(
        obligation=make_obligation(payer.citizen), provider="stripe", next_url=""
    )
    payment_sandbox.press(attempt.provider_reference, "succeed")
    until = time.monotonic() + 10
    while time.monotonic() < until:
        event = ProviderEvent.objects.first()
        if event and event.processed_at and event.times_received == times:
            break
        time.sleep(0.05)
    assert event and event.times_received == times
    assert PaymentAttempt.objects.get().state == "settled"
