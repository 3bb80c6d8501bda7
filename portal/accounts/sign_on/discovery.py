"""What the national portal says about itself: its addresses and its keys, kept for some minutes."""

from collections.abc import Callable
from typing import Any

from django.core.cache import caches

from portal.accounts.sign_on import chosen
from portal.accounts.sign_on.errors import PortalSilent, Untrusted
from portal.accounts.sign_on.http import NationalSession, check_address

KEPT_SECONDS = 300
# A key that we do not know is looked for anew, but not at every forged token.
LOOK_AGAIN_SECONDS = 30
NEEDED = ("authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri")

Json = dict[str, Any]


def configuration(*, fresh: bool = False) -> Json:
    """Its discovery document. Raises RequestException, Untrusted."""
    address = f"{chosen.issuer()}/.well-known/openid-configuration"
    return _kept(address, fresh, lambda: _checked(_asked(address)))


def signing_keys(*, fresh: bool = False) -> list[Json]:
    """Its public keys (JWK). Raises RequestException, Untrusted."""
    address = configuration()["jwks_uri"]
    found: list[Json] = _kept(address, fresh, lambda: _keys(_asked(address)))
    return found


def keys_named(name: str | None) -> list[Json]:
    """The keys a token may be signed with; looked for anew when there is none of that name."""
    found = _of_name(signing_keys(), name)
    once = f"sign-on:looked-again:{chosen.issuer()}"
    if not found and caches["memory"].add(once, True, LOOK_AGAIN_SECONDS):
        found = _of_name(signing_keys(fresh=True), name)
    return found


def _of_name(keys: list[Json], name: str | None) -> list[Json]:
    return [key for key in keys if name is None or key.get("kid") == name]


def _kept(address: str, fresh: bool, ask: Callable[[], Any]) -> Any:
    place = f"sign-on:{address}"
    found = None if fresh else caches["memory"].get(place)
    if found is None:
        found = ask()
        caches["memory"].set(place, found, KEPT_SECONDS)
    return found


def _asked(address: str) -> Json:
    with NationalSession() as session:
        response = session.get(address)
    if not response.ok:
        raise PortalSilent(f"{address} answers {response.status_code}")
    found: Json = response.json()
    return found


def _checked(document: Json) -> Json:
    if str(document.get("issuer", "")).rstrip("/") != chosen.issuer():
        raise Untrusted("the discovery document names another issuer")
    for name in NEEDED:
        check_address(document.get(name, ""))
    return document


def _keys(document: Json) -> list[Json]:
    keys = document.get("keys")
    if not isinstance(keys, list):
        raise Untrusted("it shows no keys")
    return [key for key in keys if isinstance(key, dict) and key.get("use", "sig") == "sig"]
