"""The authorities whose certificates count: SIGNATURE_TRUST_DIR, a folder of PEM files with the
roots; in its folder `intermediates`, the authorities between them and the signers."""

import ssl
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

INTERMEDIATES = "intermediates"
_BEGIN, _END = "-----BEGIN CERTIFICATE-----", "-----END CERTIFICATE-----"


@dataclass(frozen=True)
class TrustList:
    """Root certificates, and those of authorities below them that keys and files may leave out
    (DER). An intermediate is a link of a chain, never its end: it is trusted for its root's sake.
    """

    roots: tuple[bytes, ...] = ()
    intermediates: tuple[bytes, ...] = ()

    @classmethod
    def from_pem(cls, *texts: str) -> "TrustList":
        """All certificates of these texts as roots. Raises ValueError for what is none."""
        return cls(tuple(der for text in texts for der in _certificates(text)))


def configured_trust() -> TrustList:
    """What the installation trusts now: read anew, so that a changed list needs no restart."""
    folder = Path(settings.SIGNATURE_TRUST_DIR)
    return TrustList(_in_folder(folder), _in_folder(folder / INTERMEDIATES))


def _in_folder(folder: Path) -> tuple[bytes, ...]:
    files = sorted(folder.glob("*.pem"))
    return tuple(der for file in files for der in _certificates(file.read_text()))


def _certificates(text: str) -> list[bytes]:
    parts = text.split(_BEGIN)[1:]
    return [ssl.PEM_cert_to_DER_cert(f"{_BEGIN}{part.partition(_END)[0]}{_END}") for part in parts]
