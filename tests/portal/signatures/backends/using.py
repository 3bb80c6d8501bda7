"""Signing with an open key, and checking what came out."""

import asyncio

from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import load_pem_x509_certificate

from portal.signatures.backends.registry import BACKENDS
from portal.signatures.models import SigningKey
from tests.signing import PIN


def use(key: SigningKey, pin: str = PIN) -> None:
    """Sign some bytes with the key; the certificate on its row verifies them."""
    with BACKENDS[key.backend].opened(key, pin) as signer:
        made = asyncio.run(signer.async_sign_raw(b"Quang Nam", "sha256"))
        public = load_pem_x509_certificate(key.certificate.encode()).public_key()
        public.verify(made, b"Quang Nam", PKCS1v15(), SHA256())
