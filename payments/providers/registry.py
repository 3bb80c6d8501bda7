"""The online providers this portal offers, in the order in which they are shown."""

from payments.providers.base import Provider
from payments.providers.national.provider import NationalProvider
from payments.providers.stripe.provider import StripeProvider

CASH = "cash"
_ONLINE: tuple[Provider, ...] = (StripeProvider(), NationalProvider())


def online() -> tuple[Provider, ...]:
    """Those that this installation has the keys for."""
    return tuple(provider for provider in _ONLINE if provider.is_configured)


def get(code: str) -> Provider:
    """The provider of that code; KeyError for cash and for unknown ones."""
    return {provider.code: provider for provider in _ONLINE}[code]
