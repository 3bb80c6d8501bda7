"""/v1/refunds"""

from typing import Any

from outside.payment_sandbox import faults, store
from outside.payment_sandbox.api.endpoint import Call
from outside.payment_sandbox.api.lists import listing
from outside.payment_sandbox.errors import ApiError, required
from outside.payment_sandbox.objects.refund import new_refund
from outside.payment_sandbox.refunding import begin, fail

Body = dict[str, Any]


def create(call: Call) -> Body:
    """Give back all or a part of a charge; never more than was taken."""
    charge = _charge(call)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        raise ApiError(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    amount = int(call.params.get("amount", left))
    if not 0 < amount <= left:
        raise ApiError(
            f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )
    pending = faults.hits(call.connection, "refund_pending")
    refund = new_refund(charge, amount=amount, params=call.params, pending=pending)
    begin(call.connection, charge, refund, call.cause)
    if faults.hits(call.connection, "refund_failed"):
        fail(call.connection, refund)
    return refund


def retrieve(call: Call, key: str) -> Body:
    """One."""
    return store.get(call.connection, "refund", key)


def index(call: Call) -> Body:
    """All, the newest first."""
    return listing(call, "refund", "/v1/refunds", "charge", "payment_intent")


def _charge(call: Call) -> Body:
    """The charge, locked: two refunds at once must not give back more than was taken."""
    key = call.params.get("charge")
    if not key:
        intent_key = call.params.get("payment_intent")
        if not intent_key:
            raise required("payment_intent")
        key = store.get(call.connection, "payment_intent", intent_key)["latest_charge"]
    charge = store.get(call.connection, "charge", str(key), lock=True)
    if not charge["paid"]:
        raise ApiError(f"This charge ({charge['id']}) has not been paid.")
    return charge
