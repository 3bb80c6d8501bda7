"""Encrypts the secrets of authenticator apps at rest, with keys derived from SECRET_KEY."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """Readable again by `decrypt` only."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(encrypted: str) -> str:
    """The text. Raises cryptography.fernet.InvalidToken when the key is another one."""
    return _fernet().decrypt(encrypted.encode()).decode()


def _fernet() -> MultiFernet:
    """The present key writes; keys in SECRET_KEY_FALLBACKS still read."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    digest = hashlib.sha256(b"motcua.accounts.encryption:" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
