"""What every keeper of keys can do: a file, a token, a remote service."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from asn1crypto import x509
from pyhanko.sign import Signer

from portal.signatures.models import SigningKey


class Backend(Protocol):
    """One way of keeping keys. What goes wrong is raised as SigningFailed, here and while the
    signer is used; the PIN is in no message."""

    def opened(self, key: SigningKey, pin: str) -> AbstractContextManager[Signer]:
        """The key, ready to sign until the block ends.

        Raises WrongPin, TokenLocked, TokenMissing, RemoteSilent, KeyExpired, KeyRevoked.
        """
        ...

    def certificate(self, locator: Mapping[str, Any], pin: str) -> x509.Certificate:
        """The certificate of the key at `locator`, which needs no row yet; `pin` may be empty
        where the keeper shows certificates to everybody. Raises as `opened`."""
        ...
