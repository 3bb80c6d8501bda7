"""Giving money back through Stripe."""

from typing import Any

import stripe

from payments.providers.base import RefundOrder, RefundReport, RefundStanding
from payments.providers.stripe.client import client
from payments.providers.stripe.errors import in_our_words

_ENDED = {
    "succeeded": RefundStanding.DONE,
    "failed": RefundStanding.FAILED,
    "canceled": RefundStanding.FAILED,
}
MOST_PER_PAYMENT = 100


def refund(order: RefundOrder) -> RefundReport:
    """The refund of this order, made now unless it is there already.

    Stripe forgets an idempotency key after a day, and an answer may have been lost longer ago than
    that: so it is looked for by our own key first. The idempotency key keeps two askings at the
    same moment from becoming two refunds.
    """
    with in_our_words():
        return as_refund_report(_made_before(order) or _make(order))


def look_up_refund(reference: str) -> RefundReport:
    """`GET /v1/refunds/<id>`"""
    with in_our_words():
        return as_refund_report(client().v1.refunds.retrieve(reference))


def as_refund_report(found: Any) -> RefundReport:
    """`pending` and `requires_action` are under way: the bank has not had its say."""
    return RefundReport(
        reference=found.id,
        standing=_ENDED.get(found.status or "", RefundStanding.UNDER_WAY),
        amount=found.amount,
        currency=found.currency,
        problem=str(getattr(found, "failure_reason", "") or ""),
    )


def _made_before(order: RefundOrder) -> stripe.Refund | None:
    known = client().v1.refunds.list(
        {"payment_intent": order.payment_reference, "limit": MOST_PER_PAYMENT}
    )
    for found in known.data:
        marks = found.metadata.to_dict() if found.metadata else {}
        if marks.get("refund") == order.refund_key:
            return found
    return None


def _make(order: RefundOrder) -> stripe.Refund:
    return client().v1.refunds.create(
        {
            "payment_intent": order.payment_reference,
            "amount": order.amount_vnd,
            "metadata": {"refund": order.refund_key, "attempt": order.attempt_key},
        },
        {"idempotency_key": order.idempotency_key},
    )
