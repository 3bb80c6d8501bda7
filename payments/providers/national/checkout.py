"""The answer to INIT: the address of the page, or why there is none."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from payments.providers.base import Checkout
from payments.providers.errors import ProviderRefused, ProviderUnavailable

ACCEPTED = "0"
# The platform will never take this message: its content, or its reference for another amount.
NEVER = frozenset({"2", "3"})


def as_checkout(answer: Mapping[str, Any], reference: str) -> Checkout:
    """`message` holds JSON as text with `UrlThanhToan`. What says neither yes nor no (a code that
    we do not know, a wrong secret) is ProviderUnavailable: asking again brings the same page."""
    code = str(answer.get("error_code", ""))
    if code in NEVER:
        raise ProviderRefused(f"INIT: {code} {answer.get('message', '')}")
    if code != ACCEPTED:
        raise ProviderUnavailable(f"INIT: {code}")
    return Checkout(reference=reference, redirect_url=_address(answer.get("message")))


def _address(told: Any) -> str:
    """Only an address of the web, for the payer is sent there."""
    try:
        address = str(json.loads(told)["UrlThanhToan"])
        parts = urlsplit(address)
    except (ValueError, TypeError, KeyError) as error:
        raise ProviderUnavailable("INIT: no address") from error
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise ProviderUnavailable("INIT: not an address of the web")
    return address
