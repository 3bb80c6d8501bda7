"""Where people may be sent back to."""

import os

CALLBACK = "/accounts/national/login/callback/"


def redirect_uris() -> list[str]:
    """After signing in. On 127.0.0.1 the port is free (RFC 8252, 7.3)."""
    port = os.environ.get("MOTCUA_PORT_WEB", "8000")
    usual = [f"http://{host}:{port}{CALLBACK}" for host in ("127.0.0.1", "localhost")]
    return _listed("NATIONAL_STUB_REDIRECT_URIS") or usual


def post_logout_uris() -> list[str]:
    """After signing out; none named: any page of the same origins as `redirect_uris`."""
    return _listed("NATIONAL_STUB_POST_LOGOUT_URIS")


def _listed(variable: str) -> list[str]:
    return [uri.strip() for uri in os.environ.get(variable, "").split(",") if uri.strip()]
