"""Each fault does what it says, as often as was ordered, and then all is well."""

import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler

import pytest
import requests
import stripe

from tests.local_server import serving
from tests.outside.payment_sandbox.conftest import session_params
from tests.payments.sandbox import WEBHOOK_SECRET


class Listener:
    """A real HTTP server that takes webhook calls."""

    def __init__(self) -> None:
        self.calls: list[tuple[bytes, str]] = []
        self.at: list[float] = []
        self.answers: list[int] = []
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                listener.at.append(time.monotonic())
                listener.calls.append((body, self.headers["Stripe-Signature"]))
                self.send_response(listener.answers.pop(0) if listener.answers else 200)
                self.end_headers()

            def log_message(self, *args: object) -> None:
                """Quiet."""

        self.handler = Handler

    def wait(self, count: int, seconds: float = 60) -> list[str]:
        """The kinds of the events received, once there are `count`."""
        until = time.monotonic() + seconds
        while len(self.calls) < count and time.monotonic() < until:
            time.sleep(0.02)
        return [self.read(call)["type"] for call in self.calls]

    @staticmethod
    def read(call: tuple[bytes, str]) -> stripe.Event:
        """As the official library reads it: the signature is checked."""
        return stripe.Webhook.construct_event(call[0], call[1], WEBHOOK_SECRET)


@pytest.fixture
def listener(payment_sandbox) -> Iterator[Listener]:
    """Listening where the sandbox calls."""
    listener = Listener()
    with serving(listener.handler) as server:
        payment_sandbox.call_webhook_at(f"{server.url}/")
        yield listener
        payment_sandbox.call_webhook_at("")


@pytest.fixture
def session(sessions):
    return sessions.create(session_params())


def test_a_call_is_signed_and_repeated_until_taken(payment_sandbox, session, listener):
    listener.answers = [503]
    payment_sandbox.press(session.id, "succeed")
    assert listener.wait(2) == ["checkout.session.completed"] * 2
    time.sleep(0.5)
    assert len(listener.calls) == 2


def test_never(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_never")
    payment_sandbox.press(session.id, "succeed")
    assert listener.wait(1, seconds=1) == []


def test_late(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_late", value=2)
    before = time.monotonic()
    payment_sandbox.press(session.id, "succeed")
    assert listener.wait(1) == ["checkout.session.completed"]
    assert listener.at[0] - before >= 2


def test_twice(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_twice")
    payment_sandbox.press(session.id, "succeed")
    assert listener.wait(2) == ["checkout.session.completed"] * 2
    assert len({listener.read(call).id for call in listener.calls}) == 1


def test_out_of_order(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_out_of_order", value=5)
    payment_sandbox.press(session.id, "decline")
    payment_sandbox.press(session.id, "succeed")
    assert listener.wait(2) == ["checkout.session.completed", "payment_intent.payment_failed"]


def test_before_the_redirect(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_before_redirect")
    payment_sandbox.press(session.id, "succeed")
    assert len(listener.calls) == 1


def test_forged(payment_sandbox, session, listener):
    payment_sandbox.fault("callback_forged")
    payment_sandbox.press(session.id, "decline")
    listener_until = time.monotonic() + 60
    while len(listener.calls) < 2 and time.monotonic() < listener_until:
        time.sleep(0.02)
    honest, forged = 0, 0
    for call in listener.calls:
        try:
            listener.read(call)
            honest += 1
        except stripe.SignatureVerificationError:
            assert b'"payment_status": "paid"' in call[0]
            forged += 1
    assert (honest, forged) == (1, 1)


def test_decline_although_told_to_pay(payment_sandbox, session, sessions):
    payment_sandbox.fault("decline")
    answer = payment_sandbox.press(session.id, "succeed")
    assert answer.headers["Location"].endswith("/stopped")
    assert sessions.retrieve(session.id).payment_status == "unpaid"
    payment_sandbox.press(session.id, "succeed")
    assert sessions.retrieve(session.id).payment_status == "paid"


def test_amount_changed(payment_sandbox, session):
    payment_sandbox.fault("amount_changed", value=-1_000)
    payment_sandbox.press(session.id, "succeed")
    assert payment_sandbox.session(session.id).payment_intent.amount_received == 99_000


def test_crash_after_charging(payment_sandbox, session, sessions):
    payment_sandbox.fault("crash_after_charge")
    with pytest.raises(requests.ConnectionError):
        payment_sandbox.press(session.id, "succeed")
    assert sessions.retrieve(session.id).payment_status == "paid"


def test_crash_after_creating(payment_sandbox, sessions):
    payment_sandbox.fault("crash_after_create")
    key = {"idempotency_key": "test-crash"}
    params = session_params(client_reference_id="crashed")
    with pytest.raises(stripe.APIConnectionError):
        sessions.create(params, key)
    again = sessions.create(params, key)
    assert [s.id for s in sessions.list({"client_reference_id": "crashed"}).data] == [again.id]


@pytest.fixture
def paid_intent(payment_sandbox, session, sessions) -> str:
    """100.000 đ that can be given back."""
    payment_sandbox.press(session.id, "succeed")
    return sessions.retrieve(session.id).payment_intent


def test_a_refund_waits_for_the_bank(payment_sandbox, paid_intent, listener):
    payment_sandbox.fault("refund_pending")
    refunds = payment_sandbox.stripe.v1.refunds
    refund = refunds.create({"payment_intent": paid_intent, "metadata": {"refund": "ours"}})
    assert refund.status == "pending"

    payment_sandbox.end_refund(refund.id, "succeeded")

    assert refunds.retrieve(refund.id).status == "succeeded"
    # Two callers work at once, and the order of calls is nobody's promise, Stripe's neither.
    assert sorted(listener.wait(3)) == ["charge.refunded", "refund.created", "refund.updated"]
    with pytest.raises(requests.HTTPError):  # it has ended
        payment_sandbox.end_refund(refund.id, "failed")


def test_the_bank_sends_a_refund_back(payment_sandbox, paid_intent):
    payment_sandbox.fault("refund_failed")
    client = payment_sandbox.stripe.v1
    refund = client.refunds.create({"payment_intent": paid_intent})
    assert (refund.status, refund.failure_reason) == ("failed", "expired_or_canceled_card")
    charge = client.charges.list({"payment_intent": paid_intent}).data[0]
    assert (charge.amount_refunded, charge.refunded) == (0, False)
    moves = client.balance_transactions.list({"limit": 3}).data
    assert [(move.type, move.amount) for move in moves] == [
        ("refund_failure", 100_000),
        ("refund", -100_000),
        ("charge", 100_000),
    ]
    kinds = [event["type"] for event in payment_sandbox.events()][-4:]
    assert kinds == ["refund.created", "charge.refunded", "refund.updated", "refund.failed"]


def test_crash_after_refunding(payment_sandbox, paid_intent):
    payment_sandbox.fault("crash_after_refund")
    refunds = payment_sandbox.stripe.v1.refunds
    key = {"idempotency_key": "test-crash-refund"}
    params = {"payment_intent": paid_intent, "amount": 40_000}
    with pytest.raises(stripe.APIConnectionError):
        refunds.create(params, key)
    again = refunds.create(params, key)
    assert [one.id for one in refunds.list({"payment_intent": paid_intent}).data] == [again.id]


def test_the_bank_speaks_from_the_page(payment_sandbox, paid_intent):
    payment_sandbox.fault("refund_pending")
    refunds = payment_sandbox.stripe.v1.refunds
    refund = refunds.create({"payment_intent": paid_intent})
    page = requests.get(f"{payment_sandbox.url}/", timeout=60).text
    assert f'action="/refunds/{refund.id}"' in page
    address = f"{payment_sandbox.url}/refunds/{refund.id}"
    for _ in range(2):  # a double click is harmless
        requests.post(address, data={"status": "failed"}, timeout=60).raise_for_status()
    assert refunds.retrieve(refund.id).status == "failed"


def test_errors_and_slowness(payment_sandbox, session, sessions):
    payment_sandbox.fault("error_500", count=2)
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            sessions.retrieve(session.id)
    payment_sandbox.fault("slow", value=1)
    before = time.monotonic()
    assert sessions.retrieve(session.id).id == session.id
    assert time.monotonic() - before >= 1
    assert payment_sandbox.faults() == {}


def test_unknown_faults_are_refused(payment_sandbox):
    with pytest.raises(requests.HTTPError):
        payment_sandbox.fault("no_such_fault")
    assert payment_sandbox.faults() == {}


def test_faults_from_the_page(payment_sandbox):
    page = f"{payment_sandbox.url}/faults"
    requests.post(page, data={"name": "slow", "count": "2", "value": "3"}, timeout=60)
    assert payment_sandbox.faults() == {"slow": {"count": 2, "value": 3}}
    requests.post(page, data={"clear": "1"}, timeout=60)
    assert payment_sandbox.faults() == {}
