"""balance_transaction"""

from typing import Any

from outside.payment_sandbox.identifiers import now

TWO_DAYS = 2 * 24 * 60 * 60


def new_balance_transaction(
    source: dict[str, Any],
    *,
    amount: int,
    description: str | None,
    key: str = "",
    kind: str = "",
) -> dict[str, Any]:
    """The line of the account for a charge (positive), a refund (negative) or, with its own `key`
    and `kind`, a refund that came back. The sandbox takes no fee: what the province pays its
    provider is another matter than what the citizen owes."""
    kind = kind or source["object"]
    created = now()
    return {
        "id": key or source["balance_transaction"],
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
