"""Every way of keeping keys, by its name on the key's row."""

from portal.signatures.backends.csc import RemoteKeys
from portal.signatures.backends.pkcs11 import TokenKeys
from portal.signatures.backends.port import Backend
from portal.signatures.backends.software import SoftwareKeys
from portal.signatures.models import SigningKey

BACKENDS: dict[str, Backend] = {
    SigningKey.Backend.SOFTWARE: SoftwareKeys(),
    SigningKey.Backend.PKCS11: TokenKeys(),
    SigningKey.Backend.CSC: RemoteKeys(),
}
