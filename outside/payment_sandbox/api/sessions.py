"""/v1/checkout/sessions"""

from typing import Any

from outside.payment_sandbox import store
from outside.payment_sandbox.api.endpoint import Call
from outside.payment_sandbox.api.lists import listing
from outside.payment_sandbox.api.session_params import check
from outside.payment_sandbox.cashier import expire as expire_session
from outside.payment_sandbox.cashier import session_now
from outside.payment_sandbox.config import current
from outside.payment_sandbox.errors import ApiError
from outside.payment_sandbox.objects.session import new_session

Body = dict[str, Any]
URL = "/v1/checkout/sessions"


def create(call: Call) -> Body:
    """A session for one payment."""
    items, currency = check(call.params)
    session = new_session(
        call.params,
        amount=sum(item["amount_total"] for item in items),
        currency=currency,
        pages=f"{current().public_url}/pay",
    )
    about = call.params.get("payment_intent_data") or {}
    hidden = {
        "line_items": items,
        "metadata": about.get("metadata", {}),
        "description": about.get("description"),
    }
    store.add(call.connection, session, hidden)
    return session


def retrieve(call: Call, key: str) -> Body:
    """The session as it stands."""
    return session_now(call.connection, key)


def index(call: Call) -> Body:
    """All sessions."""
    return listing(call, "checkout.session", URL, "payment_intent", "status", "client_reference_id")


def expire(call: Call, key: str) -> Body:
    """Close an open session."""
    session = session_now(call.connection, key)
    if session["status"] != "open":
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {session['status']}."
        )
    expire_session(call.connection, session, call.cause)
    return session


def line_items(call: Call, key: str) -> Body:
    """What is paid for."""
    session_now(call.connection, key)
    items = store.hidden_of(call.connection, key).get("line_items", [])
    return {"object": "list", "data": items, "has_more": False, "url": f"{URL}/{key}/line_items"}
