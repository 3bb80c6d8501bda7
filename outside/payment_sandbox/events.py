"""Events: stored for the list, and queued for the webhook if the portal listens to the kind."""

from typing import Any

from outside.payment_sandbox import faults, store
from outside.payment_sandbox.config import current
from outside.payment_sandbox.objects.event import new_event
from outside.serving.database import Connection

NOBODY = {"id": None, "idempotency_key": None}
# The kinds that an endpoint for Checkout is told to subscribe to at Stripe.
LISTENED_TO = {
    "checkout.session.completed",
    "checkout.session.expired",
    "payment_intent.payment_failed",
    "charge.refunded",
    "refund.created",
    "refund.updated",
    "refund.failed",
}


def happened(
    connection: Connection,
    kind: str,
    thing: dict[str, Any],
    request: dict[str, Any] | None = None,
) -> None:
    """Write the event down and queue its calls, as they shall go wrong."""
    event = new_event(kind, thing, request or NOBODY)
    if kind in LISTENED_TO:
        event["pending_webhooks"] = _queue(connection, event["id"])
    store.add(connection, event)


def _queue(connection: Connection, event_id: str) -> int:
    if not current().webhook_url:
        return 0
    if faults.hits(connection, "callback_forged"):
        _call(connection, event_id, forged=True)
    if faults.hits(connection, "callback_never"):
        return 0
    late = faults.take(connection, "callback_late")
    held = faults.take(connection, "callback_out_of_order")
    after = max(late or 0, held or 0)
    times = 2 if faults.hits(connection, "callback_twice") else 1
    for _ in range(times):
        _call(connection, event_id, after=after)
    return times


def _call(connection: Connection, event_id: str, *, after: int = 0, forged: bool = False) -> None:
    connection.execute(
        "INSERT INTO delivery (event_id, due, forged)"
        " VALUES (%s, now() + make_interval(secs => %s), %s)",
        [event_id, after, forged],
    )
