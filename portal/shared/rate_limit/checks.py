"""`manage.py check --deploy`: behind a proxy the limits must know whom they count."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Tags, Warning, register


@register(Tags.security, deploy=True)
def knows_the_clients_address(**_options: Any) -> list[CheckMessage]:
    """A warning where a proxy speaks for everybody and does not say for whom."""
    if not settings.SECURE_PROXY_SSL_HEADER or settings.CLIENT_ADDRESS_HEADER:
        return []
    return [
        Warning(
            "Behind a proxy, and CLIENT_ADDRESS_HEADER is empty: all people share its address, and "
            "one who tries many passwords or codes locks out everybody.",
            hint="Set it to the header that the proxy itself sets, e.g. X-Real-IP.",
            id="shared.W001",
        )
    ]
