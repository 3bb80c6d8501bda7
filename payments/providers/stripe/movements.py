"""Stripe's own book of a day: the balance transactions of payments and refunds.

A balance transaction is in the currency in which the account is settled, so the amount is read from
its source, the charge or refund. Fees, payouts and disputes move nothing between a payer and an
agency and are left out.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from payments.providers.base import Movement
from payments.providers.stripe.client import client
from payments.providers.stripe.errors import in_our_words
from portal.shared.clock import PROVINCE_TIME

PAGE_SIZE = 100
PAYMENTS = frozenset({"charge", "payment"})
REFUNDS = frozenset({"refund", "payment_refund"})
# The bank sent the refund back: the money is in the account again.
FAILED_REFUNDS = frozenset({"refund_failure"})


def movements_of(day: date) -> Iterator[Movement]:
    """Every payment and refund booked on that day of Vietnam; a refund that failed takes its amount
    off again. Raises ProviderUnavailable."""
    for entry in _balance_transactions(day):
        if entry["type"] in PAYMENTS:
            yield _payment(entry)
        elif entry["type"] in REFUNDS | FAILED_REFUNDS:
            yield _refund(entry)


def _balance_transactions(day: date) -> Iterator[Any]:
    start = datetime.combine(day, time.min, PROVINCE_TIME)
    end = start + timedelta(days=1)
    params: dict[str, Any] = {
        "created": {"gte": int(start.timestamp()), "lt": int(end.timestamp())},
        "expand": ["data.source"],
        "limit": PAGE_SIZE,
    }
    while True:
        with in_our_words():
            page = client().v1.balance_transactions.list(params)  # type: ignore[arg-type]
        yield from (entry.to_dict() for entry in page.data)
        if not page.has_more or not page.data:
            return
        params["starting_after"] = page.data[-1].id


def _payment(entry: Any) -> Movement:
    charge = entry["source"]
    return Movement(
        kind="payment",
        reference=str(charge.get("payment_intent") or charge["id"]),
        amount_vnd=int(charge.get("amount_captured") or charge["amount"]),
        currency=str(charge["currency"]),
        at=_moment(entry),
        attempt_key=_marks(charge).get("attempt", ""),
    )


def _refund(entry: Any) -> Movement:
    refund = entry["source"]
    amount = int(refund["amount"])
    return Movement(
        kind="refund",
        reference=str(refund["id"]),
        amount_vnd=-amount if entry["type"] in FAILED_REFUNDS else amount,
        currency=str(refund["currency"]),
        at=_moment(entry),
        attempt_key=_marks(refund).get("attempt", ""),
        refund_key=_marks(refund).get("refund", ""),
    )


def _marks(source: Any) -> dict[str, str]:
    """Our own keys, as they were given with the order."""
    return {name: str(value) for name, value in dict(source.get("metadata") or {}).items()}


def _moment(entry: Any) -> datetime:
    return datetime.fromtimestamp(int(entry["created"]), UTC)
