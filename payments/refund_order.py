"""What a provider is asked to give back, built only from rows that never change."""

from payments.models import PaymentAttempt, Refund
from payments.providers import registry
from payments.providers.base import Provider, RefundOrder


def refund_order_of(refund: Refund) -> RefundOrder:
    """The same refund always gives the same order (see RefundOrder)."""
    attempt = refund.attempt
    return RefundOrder(
        refund_key=str(refund.key),
        idempotency_key=refund.idempotency_key,
        payment_reference=attempt.payment_reference,
        amount_vnd=refund.amount_vnd,
        attempt_key=str(attempt.key),
    )


def giver_of(attempt: PaymentAttempt) -> Provider | None:
    """The provider that can give the money of this attempt back by itself; None where people have
    to: cash, a provider that cannot or is not set up any more, a payment without a reference."""
    try:
        provider = registry.get(attempt.provider)
    except KeyError:
        return None
    able = provider.can_refund and provider.is_configured and attempt.payment_reference
    return provider if able else None
