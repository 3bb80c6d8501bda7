"""Response headers: nothing from elsewhere, nothing inline."""

from collections.abc import Callable
from functools import cache
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse

from outside.national_stub.identity.addresses import origin, post_logout_uris, redirect_uris

POLICY = (
    "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "form-action 'self'"
)


def policy(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Middleware that sets the content security policy."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Content-Security-Policy"] = _policy()
        return response

    return respond


@cache
def _policy() -> str:
    """With the systems that people are sent back to: browsers hold the redirect that follows a
    form to `form-action` too."""
    origins = {_origin(uri) for uri in (*redirect_uris(), *post_logout_uris())}
    return " ".join([POLICY, *sorted(origins)])


def _origin(uri: str) -> str:
    parts = urlsplit(uri)
    return f"{parts.scheme}://127.0.0.1:*" if parts.hostname == "127.0.0.1" else origin(uri)
