"""The ID token: who signed in there, checked whole, although it came straight from the portal."""

from typing import Any

import jwt

from portal.accounts.sign_on import chosen, discovery
from portal.accounts.sign_on.errors import Untrusted

ALGORITHMS = ("RS256", "ES256")
LEEWAY_SECONDS = 60
LONGEST_SUBJECT = 191


def verified(token: object, *, nonce: str) -> dict[str, Any]:
    """Its claims: signature, issuer, audience, times and nonce are right (OpenID Connect Core 1.0,
    3.1.3.7). Raises Untrusted, RequestException."""
    if not isinstance(token, str) or not token:
        raise Untrusted("there is no ID token")
    try:
        claims = _decoded(token)
    except jwt.PyJWTError as error:
        raise Untrusted(_why(error)) from error
    if not nonce or claims.get("nonce") != nonce:
        raise Untrusted("the ID token belongs to another sign-on")
    audience = claims["aud"]
    if isinstance(audience, list) and len(audience) > 1 and claims.get("azp") != _client():
        raise Untrusted("the ID token was made for somebody else")
    if not _is_a_name(claims["sub"]):
        raise Untrusted("the ID token names nobody")
    return claims


def _is_a_name(subject: object) -> bool:
    return (
        isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT and subject.isprintable()
    )


def _decoded(token: str) -> dict[str, Any]:
    header = jwt.get_unverified_header(token)
    algorithm = header.get("alg")
    if algorithm not in ALGORITHMS:
        raise Untrusted("the ID token is signed in a way that is not accepted")
    return jwt.decode(
        token,
        key=_key(header.get("kid"), algorithm),
        algorithms=[algorithm],
        issuer=discovery.configuration()["issuer"],
        audience=_client(),
        leeway=LEEWAY_SECONDS,
        options={"require": ["iss", "sub", "aud", "exp", "iat"]},
    )


def _key(name: str | None, algorithm: str) -> jwt.PyJWK:
    kind = {"RS256": "RSA", "ES256": "EC"}[algorithm]
    fitting = [
        key
        for key in discovery.keys_named(name)
        if key.get("kty") == kind and key.get("alg", algorithm) == algorithm
    ]
    if len(fitting) != 1:
        raise Untrusted("the key of the ID token is not among those shown")
    return jwt.PyJWK.from_dict(fitting[0], algorithm=algorithm)


def _client() -> str:
    return str(chosen.social_app().client_id)


def _why(error: jwt.PyJWTError) -> str:
    if isinstance(error, jwt.ImmatureSignatureError):
        return "the ID token comes from the future: the clocks differ"
    if isinstance(error, jwt.ExpiredSignatureError):
        return "the ID token is over: too old, or the clocks differ"
    return f"the ID token is not valid ({type(error).__name__})"
