"""balance_transaction"""

from typing import Any

from outside.payment_sandbox.identifiers import now

TWO_DAYS = 2 * 24 * 60 * 60


def new_balance_transaction(
    source: dict[str, Any], *, amount: int, description: str | None
) -> dict[str, Any]:
    """The line of the account for a charge (positive) or a refund (negative). The sandbox takes no
    fee: what the province pays its provider is another matter than what the citizen owes."""
    kind = source["object"]
    created = now()
    return {
        "id": source["balance_transaction"],
        "object": "balance_transaction",
        "amount": amount,
        "available_on": created + TWO_DAYS,
        "balance_type": "payments",
        "created": created,
        "currency": source["currency"],
        "description": description,
        "exchange_rate": None,
        "fee": 0,
        "fee_details": [],
        "net": amount,
        "reporting_category": kind,
        "source": source["id"],
        "status": "pending",
        "type": kind,
    }
