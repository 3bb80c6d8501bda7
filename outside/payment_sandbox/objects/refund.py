"""refund"""

from typing import Any

from outside.payment_sandbox.identifiers import new_id, now


def new_refund(
    charge: dict[str, Any], *, amount: int, params: dict[str, Any], pending: bool = False
) -> dict[str, Any]:
    """Money given back to the test card, at once or (`pending`) when the bank has had its say."""
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn"),
        "charge": charge["id"],
        "created": now(),
        "currency": charge["currency"],
        "customer": None,
        "customer_account": None,
        "destination_details": {"card": {"type": "refund"}, "type": "card"},
        "metadata": params.get("metadata") or {},
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "pending" if pending else "succeeded",
        "transfer_reversal": None,
    }


def new_failure() -> dict[str, Any]:
    """What a refund gets that the bank sent back; Stripe shows these fields only then."""
    return {
        "status": "failed",
        "failure_balance_transaction": new_id("txn"),
        "failure_reason": "expired_or_canceled_card",
    }
