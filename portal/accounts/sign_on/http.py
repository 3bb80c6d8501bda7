"""Asking the national portal from within a request: soon over, small, JSON and nothing else."""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings

from portal.accounts.sign_on.errors import PortalSilent
from portal.shared.web.bulkhead import Bulkhead, NoPlace

CONNECT_SECONDS, READ_SECONDS, WHOLE_ANSWER_SECONDS = 3.0, 5.0, 8.0
LARGEST_ANSWER = 256 * 1024
# Of the four threads that a web process has (Procfile).
AT_ONCE = 2

_bulkhead = Bulkhead(AT_ONCE)


@contextmanager
def waiting_for_the_national_portal() -> Iterator[None]:
    """Inside, it may be asked. Raises PortalSilent when too many wait for it already."""
    try:
        with _bulkhead.place():
            yield
    except NoPlace as full:
        raise PortalSilent("too many requests wait for it") from full


class NationalSession(requests.Session):
    """The session that allauth and we ask with.

    Follows no redirect, reads no HTML, waits a few seconds at most, and asks over plain HTTP only
    in the demo. Every failing is a RequestException, so that nobody has to expect anything else.
    """

    def request(self, method: str, url: str, **kwargs: Any) -> requests.Response:  # type: ignore[override]
        """The answer, a JSON object. Raises RequestException."""
        check_address(url)
        kwargs |= {
            "timeout": (CONNECT_SECONDS, READ_SECONDS),
            "allow_redirects": False,
            "stream": True,
            "verify": settings.NATIONAL_PORTAL_CA or True,
        }
        with waiting_for_the_national_portal():
            response = super().request(method, url, **kwargs)
            with response:
                _read(response)
        if response.is_redirect:
            raise PortalSilent(f"{urlsplit(url).path} redirects elsewhere")
        if response.status_code >= 500:
            raise PortalSilent(f"{urlsplit(url).path} answers {response.status_code}")
        _must_be_an_object(response, url)
        return response


def check_address(url: str) -> None:
    """Raises PortalSilent for what is no address, and for plain HTTP outside the demo."""
    parts = urlsplit(url) if isinstance(url, str) else None
    allowed = ("https", "http") if settings.DEMO_MODE else ("https",)
    if parts is None or parts.scheme not in allowed or not parts.hostname:
        raise PortalSilent("it names an address that is not to be trusted")


def _read(response: requests.Response) -> None:
    """The body, within limits: a portal that sends a byte now and then would hold a thread."""
    until = time.monotonic() + WHOLE_ANSWER_SECONDS
    body = b""
    for piece in response.iter_content(16 * 1024):
        body += piece
        if len(body) > LARGEST_ANSWER or time.monotonic() > until:
            raise PortalSilent("its answer has no end")
    response._content = body


def _must_be_an_object(response: requests.Response, url: str) -> None:
    try:
        content = json.loads(response.content)
    except ValueError as error:
        raise PortalSilent(f"{urlsplit(url).path} answers no JSON") from error
    if not isinstance(content, dict):
        raise PortalSilent(f"{urlsplit(url).path} answers JSON of another shape")
    response.headers["Content-Type"] = "application/json"
