"""event"""

from typing import Any

from outside.payment_sandbox.identifiers import new_id, now


def new_event(kind: str, thing: dict[str, Any], request: dict[str, Any]) -> dict[str, Any]:
    """`thing` as it was when it happened; `request` = {id, idempotency_key} of the API call that
    caused it, both null when the payer did."""
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": "2026-07-29.dahlia",
        "created": now(),
        "data": {"object": thing},
        "livemode": False,
        "pending_webhooks": 0,
        "request": request,
        "type": kind,
    }
