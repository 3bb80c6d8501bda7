"""The online providers this portal offers, in the order in which they are shown."""

from django.conf import settings

from payments.providers.base import Provider
from payments.providers.national.provider import NationalProvider
from payments.providers.stripe.provider import StripeProvider

CASH = "cash"
_ONLINE: tuple[Provider, ...] = (StripeProvider(), NationalProvider())


def online() -> tuple[Provider, ...]:
    """Those that this installation has the keys for."""
    return tuple(provider for provider in _ONLINE if provider.is_configured)


def offered() -> tuple[Provider, ...]:
    """Those for new payments: without the ones that are being switched off, which are only asked
    about what they still have open."""
    return tuple(p for p in online() if p.code not in settings.PAYMENT_PROVIDERS_OFF)


def get(code: str) -> Provider:
    """The provider of that code; KeyError for cash and for unknown ones."""
    return {provider.code: provider for provider in _ONLINE}[code]
