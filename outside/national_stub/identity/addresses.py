"""Where people may be sent back to. On 127.0.0.1 the port is free (RFC 8252, 7.3)."""

import os
from urllib.parse import urlsplit

CALLBACK = "/accounts/oidc/national/login/callback/"
SIGNED_OUT = "/accounts/national/signed-out/"


def redirect_uris() -> list[str]:
    """After signing in."""
    port = os.environ.get("MOTCUA_PORT_WEB", "8000")
    usual = [f"http://{host}:{port}{CALLBACK}" for host in ("127.0.0.1", "localhost")]
    return _listed("NATIONAL_STUB_REDIRECT_URIS") or usual


def post_logout_uris() -> list[str]:
    """After signing out; none named: the usual page of the systems of `redirect_uris`."""
    usual = [f"{origin(uri)}{SIGNED_OUT}" for uri in redirect_uris()]
    return _listed("NATIONAL_STUB_POST_LOGOUT_URIS") or usual


def origin(uri: str) -> str:
    """Scheme, host and port of an address."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}"


def _listed(variable: str) -> list[str]:
    return [uri.strip() for uri in os.environ.get(variable, "").split(",") if uri.strip()]
