"""Stripe's exceptions in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager

import stripe

from payments.providers.errors import ProviderRefused, ProviderUnavailable, UnknownReference


@contextmanager
def in_our_words() -> Iterator[None]:
    """Turn what the client raises into ProviderUnavailable, UnknownReference, ProviderRefused."""
    try:
        yield
    except stripe.InvalidRequestError as error:
        if error.code == "resource_missing":
            raise UnknownReference(str(error)) from error
        raise ProviderRefused(str(error)) from error
    except stripe.IdempotencyError as error:
        if error.http_status == 409:  # the same request is being answered elsewhere right now
            raise ProviderUnavailable(str(error)) from error
        raise ProviderRefused(str(error)) from error
    except stripe.StripeError as error:
        # Connection, timeout, 5xx, rate limit; also a wrong or revoked API key: an operator mends
        # that, and what was asked stays true meanwhile.
        raise ProviderUnavailable(str(error)) from error
