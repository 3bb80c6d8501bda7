"""What can go wrong with a provider, in our own words."""


class ProviderError(Exception):
    """Base."""


class ProviderUnavailable(ProviderError):
    """No answer, or one that says nothing about the payment (5xx, limits). Ask again later."""


class ProviderRefused(ProviderError):
    """The provider will never accept this request (bad request, bad key)."""


class UnknownReference(ProviderRefused):
    """The provider does not know the reference."""


class BadSignature(ProviderError):
    """A call that pretends to come from the provider."""


class BadNotice(ProviderError):
    """A properly signed call that cannot be read."""
