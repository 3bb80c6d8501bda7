"""The API as the official client meets it."""

import pytest
import requests
import stripe
from stripe import StripeClient

from tests.outside.payment_sandbox.conftest import session_params


def test_paying_a_session(payment_sandbox, sessions):
    session = sessions.create(session_params())
    assert (session.status, session.payment_status, session.payment_intent) == (
        "open",
        "unpaid",
        None,
    )

    answer = payment_sandbox.press(session.id, "succeed")

    assert (answer.status_code, answer.headers["Location"]) == (302, "http://127.0.0.1:1/ok")
    paid = sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    assert paid.payment_intent.amount_received == 100_000
    assert paid.payment_intent.metadata["attempt"] == "ours"
    assert paid.payment_intent.latest_charge.status == "succeeded"


def test_paying_twice_charges_once(payment_sandbox, sessions):
    session = sessions.create(session_params())
    for _ in range(2):
        payment_sandbox.press(session.id, "succeed")
    intent = sessions.retrieve(session.id).payment_intent
    charges = payment_sandbox.stripe.v1.charges.list({"payment_intent": intent})
    assert len(charges.data) == 1


def test_declined_stays_open_and_can_still_be_paid(payment_sandbox, sessions):
    session = sessions.create(session_params())
    answer = payment_sandbox.press(session.id, "decline")
    assert answer.headers["Location"] == "http://127.0.0.1:1/stopped"
    declined = sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert (declined.status, declined.payment_status) == ("open", "unpaid")
    assert declined.payment_intent.last_payment_error.code == "card_declined"

    payment_sandbox.press(session.id, "succeed")
    paid = sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    assert paid.payment_status == "paid"
    assert paid.payment_intent.last_payment_error is None


def test_the_same_key_and_parameters_give_the_same_session(sessions):
    first = sessions.create(session_params(), {"idempotency_key": "test-same"})
    again = sessions.create(session_params(), {"idempotency_key": "test-same"})
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"


def test_the_same_key_with_other_parameters_is_an_error(sessions):
    sessions.create(session_params(), {"idempotency_key": "test-other"})
    with pytest.raises(stripe.IdempotencyError) as caught:
        sessions.create(session_params(200_000), {"idempotency_key": "test-other"})
    assert caught.value.http_status == 400
    assert len(sessions.list({"limit": 100, "client_reference_id": "nobody"}).data) == 0


@pytest.mark.parametrize(
    ("params", "code"),
    [
        (session_params(12_999), "amount_too_small"),
        (session_params(surprise="1"), "parameter_unknown"),
        (session_params(line_items=[]), "parameter_missing"),
        (session_params(success_url="javascript:x"), "url_invalid"),
        (session_params(success_url=""), "parameter_missing"),
        (session_params(expires_at=1), "parameter_invalid"),
        (session_params(mode="subscription"), "parameter_invalid"),
    ],
)
def test_bad_requests_are_refused_in_stripes_words(sessions, params, code):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        sessions.create(params)
    assert (caught.value.http_status, caught.value.code) == (400, code)


def test_unknown_objects_addresses_and_keys(payment_sandbox, sessions):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        sessions.retrieve("cs_test_nobody")
    assert (caught.value.http_status, caught.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="Unrecognized request URL"):
        payment_sandbox.stripe.v1.customers.list()
    stranger = StripeClient("sk_test_stranger", base_addresses={"api": payment_sandbox.url})
    with pytest.raises(stripe.AuthenticationError):
        stranger.v1.checkout.sessions.list()


def test_only_an_open_session_expires(payment_sandbox, sessions):
    session = sessions.create(session_params())
    assert sessions.expire(session.id).status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status of expired"):
        sessions.expire(session.id)
    payment_sandbox.press(session.id, "succeed")
    assert sessions.retrieve(session.id).payment_status == "unpaid"


def test_refunds_never_exceed_the_charge(payment_sandbox, sessions):
    client = payment_sandbox.stripe.v1
    session = sessions.create(session_params())
    payment_sandbox.press(session.id, "succeed")
    intent = sessions.retrieve(session.id).payment_intent

    client.refunds.create({"payment_intent": intent, "amount": 60_000})
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        client.refunds.create({"payment_intent": intent, "amount": 40_001})
    client.refunds.create({"payment_intent": intent})

    with pytest.raises(stripe.InvalidRequestError) as caught:
        client.refunds.create({"payment_intent": intent})
    assert caught.value.code == "charge_already_refunded"
    moves = client.balance_transactions.list({"limit": 3}).data
    assert [move.amount for move in moves] == [-40_000, -60_000, 100_000]


def test_lists_have_cursors_and_filters(payment_sandbox, sessions):
    made = [sessions.create(session_params(client_reference_id="listed")).id for _ in range(3)]
    first = sessions.list({"limit": 2, "client_reference_id": "listed"})
    assert [session.id for session in first.data] == [made[2], made[1]]
    assert first.has_more
    rest = sessions.list({"limit": 2, "client_reference_id": "listed", "starting_after": made[1]})
    assert [session.id for session in rest.data] == [made[0]]
    assert not rest.has_more
    kinds = payment_sandbox.stripe.v1.events.list({"type": "checkout.session.completed"})
    assert {event.type for event in kinds.data} <= {"checkout.session.completed"}
    kinds = payment_sandbox.stripe.v1.events.list({"types": ["charge.failed", "charge.succeeded"]})
    assert {event.type for event in kinds.data} <= {"charge.failed", "charge.succeeded"}


def test_the_page_before_an_id_is_the_one_next_to_it(sessions):
    made = [sessions.create(session_params()).id for _ in range(5)]
    page = sessions.list({"limit": 2, "ending_before": made[0]})
    assert [session.id for session in page.data] == [made[2], made[1]]
    assert page.has_more
    rest = sessions.list({"limit": 2, "ending_before": made[2]})
    assert [session.id for session in rest.data] == [made[4], made[3]]
    assert not rest.has_more
    with pytest.raises(stripe.InvalidRequestError) as caught:
        sessions.list({"ending_before": "cs_test_unknown"})
    assert caught.value.code == "resource_missing"


def test_pages_answer_and_hold_no_script(payment_sandbox, sessions):
    session = sessions.create(session_params())
    for path, words in (
        ("/", "Các giao dịch gần đây"),
        ("/faults", "Đặt lỗi để thử"),
        (f"/pay/{session.id}", "100.000 đ"),
    ):
        page = requests.get(payment_sandbox.url + path, timeout=60)
        assert (page.status_code, "<script" in page.text) == (200, False)
        assert words in page.text
    assert requests.get(f"{payment_sandbox.url}/pay/cs_nobody", timeout=60).status_code == 404
    assert (
        requests.get(f"{payment_sandbox.url}/pay/{session.id}/succeed", timeout=60).status_code
        == 405
    )
