"""The authorities whose certificates count: SIGNATURE_TRUST_DIR, a folder of PEM files."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True)
class TrustList:
    """Root certificates (DER)."""

    roots: tuple[bytes, ...] = ()

    @classmethod
    def from_pem(cls, *texts: str) -> "TrustList":
        """All certificates of these texts. Raises ValueError for what is no certificate."""
        return cls(tuple(der for text in texts for der in _certificates(text)))


def configured_trust() -> TrustList:
    """What the installation trusts now: read anew, so that a changed list needs no restart."""
    folder = Path(settings.SIGNATURE_TRUST_DIR)
    return TrustList.from_pem(*(file.read_text() for file in sorted(folder.glob("*.pem"))))


def _certificates(text: str) -> list[bytes]:
    parts = text.split(_BEGIN)[1:]
    return [ssl.PEM_cert_to_DER_cert(f"{_BEGIN}{part.partition(_END)[0]}{_END}") for part in parts]
