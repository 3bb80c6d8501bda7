"""Keys in protected files (PKCS#12): for the demo and for machines without a token. The PIN is the
file's passphrase."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from asn1crypto import pkcs12, x509
from pyhanko.sign import Signer, SimpleSigner

from portal.signatures.backends import key_files, wrong_pins
from portal.signatures.errors import TokenMissing, WrongPin
from portal.signatures.models import SigningKey


class SoftwareKeys:
    """Backend: locator {"file"}."""

    @contextmanager
    def opened(self, key: SigningKey, pin: str) -> Iterator[Signer]:
        """See port.Backend; wrong PINs are counted on the key's row."""
        content = key_files.read(str(key.locator.get("file", "")))
        wrong_pins.must_be_open(key)
        try:
            signer = unlock(content, pin)
        except WrongPin:
            raise wrong_pins.count_wrong(key) from None
        wrong_pins.forget(key)
        yield signer

    def certificate(self, locator: Mapping[str, Any], pin: str) -> x509.Certificate:
        """See port.Backend; the PIN is needed, the file hides the certificate too."""
        return unlock(key_files.read(str(locator.get("file", ""))), pin).signing_cert


def unlock(content: bytes, pin: str) -> SimpleSigner:
    """The key in a PKCS#12 file. Raises WrongPin, and TokenMissing for what is no such file."""
    try:
        pkcs12.Pfx.load(content, strict=True)["version"].native  # noqa: B018 - parsed lazily
    except (ValueError, TypeError):
        raise TokenMissing from None
    try:
        return SimpleSigner.load_pkcs12_data(content, other_certs=(), passphrase=pin.encode())
    except ValueError:
        raise WrongPin from None
