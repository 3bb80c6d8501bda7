"""Messages to the platform: JSON over HTTP, one address for each kind."""

from collections.abc import Mapping
from typing import Any

import requests
from django.conf import settings

from payments.providers.errors import ProviderUnavailable

# A citizen may be waiting. Every message may be repeated, so a lost answer is asked for once more.
TIMEOUT_SECONDS = (3.0, 8.0)
TRIES = 2
NO_SUCH_ADDRESS = frozenset({404, 405, 501})


class NoSuchMessage(ProviderUnavailable):
    """The platform has no address for this kind of message."""


def ask(path: str, message: Mapping[str, Any]) -> dict[str, Any]:
    """The platform's answer as an object. Raises ProviderUnavailable, NoSuchMessage."""
    try:
        answer = post(path, message).json()
    except ValueError as error:
        raise ProviderUnavailable(f"{path}: not JSON") from error
    if not isinstance(answer, dict):
        raise ProviderUnavailable(f"{path}: not an object")
    return answer


def post(path: str, message: Mapping[str, Any]) -> requests.Response:
    """The platform's answer as it came, when it is 200."""
    response = _send(f"{settings.NATIONAL_PAYMENT_URL.rstrip('/')}/{path}", message)
    if response.status_code in NO_SUCH_ADDRESS:
        raise NoSuchMessage(f"{path}: {response.status_code}")
    if response.status_code != requests.codes.ok:
        raise ProviderUnavailable(f"{path}: {response.status_code}")
    return response


def _send(url: str, message: Mapping[str, Any]) -> requests.Response:
    for tries_left in reversed(range(TRIES)):
        try:
            return requests.post(url, json=message, timeout=TIMEOUT_SECONDS, allow_redirects=False)
        except requests.RequestException as error:
            if tries_left == 0:
                raise ProviderUnavailable(f"{type(error).__name__}") from error
    raise AssertionError("unreachable")
