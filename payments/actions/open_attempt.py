"""An attempt gets its page at the provider."""

from django.db import transaction

from payments.actions.close_attempt import expire_attempt
from payments.actions.steps import step
from payments.locks import lock_attempt
from payments.models import PaymentAttempt
from payments.order import order_of
from payments.providers import registry
from payments.providers.base import Checkout
from payments.providers.errors import ProviderRefused
from payments.states import AttemptState


def open_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Ask for the page and store it; for an attempt that has one, nothing.

    The answer to an earlier asking may have been lost: the idempotency key then brings the same
    page again. Raises ProviderUnavailable (the attempt stays `created`, ask again) and
    ProviderRefused (the attempt is expired: no page, so nobody can have paid).
    """
    if attempt.state != AttemptState.CREATED:
        return attempt
    try:
        checkout = registry.get(attempt.provider).open_checkout(order_of(attempt))
    except ProviderRefused:
        expire_attempt(attempt=attempt, problem="refused")
        raise
    return keep_page(attempt, checkout)


@transaction.atomic
def keep_page(attempt: PaymentAttempt, checkout: Checkout) -> PaymentAttempt:
    """Store the page that the provider made, unless the attempt has one."""
    _, attempt = lock_attempt(attempt)
    if attempt.state == AttemptState.CREATED:
        attempt.provider_reference = checkout.reference
        attempt.redirect_url = checkout.redirect_url
        step(attempt, "open")
    return attempt
