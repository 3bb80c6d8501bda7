"""The official client, pointed at Stripe or at the sandbox by STRIPE_API_BASE."""

from functools import lru_cache

import stripe
from django.conf import settings

# A citizen may be waiting: connect within 3 s, read within 6 s, and two quick repetitions (safe,
# because each write carries an idempotency key; a reading is harmless). With fewer, clicks in
# several tabs at once meet the answer "this key is being worked on" to the end.
TIMEOUT_SECONDS = (3.0, 6.0)
REPETITIONS = 2


def client() -> stripe.StripeClient:
    """The client for the present settings."""
    return _client(settings.STRIPE_API_BASE, settings.STRIPE_SECRET_KEY)


@lru_cache(maxsize=4)
def _client(api_base: str, secret_key: str) -> stripe.StripeClient:
    return stripe.StripeClient(
        secret_key,
        base_addresses={"api": api_base},
        http_client=stripe.RequestsClient(timeout=TIMEOUT_SECONDS),
        max_network_retries=REPETITIONS,
    )
