"""/v1/events"""

from typing import Any

from outside.payment_sandbox import store
from outside.payment_sandbox.api.endpoint import Call
from outside.payment_sandbox.api.lists import listing


def retrieve(call: Call, key: str) -> dict[str, Any]:
    """One."""
    return store.get(call.connection, "event", key)


def index(call: Call) -> dict[str, Any]:
    """All, the newest first."""
    return listing(call, "event", "/v1/events", "type")
