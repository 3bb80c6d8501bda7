"""Secrets of the provider: made at the first start, then kept in its database."""

import secrets
from functools import cache

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from outside.national_stub.identity.models import Secret

SIGNING_KEY, SESSION_KEY = "signing_key", "session_key"
KEY_BITS = 2048


def make_missing() -> None:
    """Make what is not there yet; what is there stays."""
    if not Secret.objects.filter(name=SIGNING_KEY).exists():
        _keep(SIGNING_KEY, _new_signing_key())
    if not Secret.objects.filter(name=SESSION_KEY).exists():
        _keep(SESSION_KEY, secrets.token_urlsafe(50))


def session_key() -> str:
    """What sessions and forms are signed with."""
    return Secret.objects.get(name=SESSION_KEY).text


@cache
def signing_key() -> tuple[str, float]:
    """The private key that signs the tokens (PEM), and when it was made (seconds)."""
    kept = Secret.objects.get(name=SIGNING_KEY)
    return kept.text, kept.made_at.timestamp()


def _keep(name: str, text: str) -> None:
    Secret.objects.get_or_create(name=name, defaults={"text": text})


def _new_signing_key() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=KEY_BITS)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()
