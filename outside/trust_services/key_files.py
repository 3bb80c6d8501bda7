"""Private keys as files that only their owner may read."""

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

BITS = 2048


def make_key(file: Path) -> None:
    """A new RSA key; one that is there stays."""
    if file.exists():
        return
    pem = generate_private_key(65537, BITS).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    whole = file.with_suffix(".new")
    handle = os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "wb") as open_file:
        open_file.write(pem)
    os.replace(whole, file)
