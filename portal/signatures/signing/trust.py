"""Whose certificates are asked about while signing: the roots, and what the authorities answer."""

from collections.abc import Iterable
from pathlib import Path

from asn1crypto import pem, x509
from django.conf import settings
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend


class Trust:
    """The trusted roots, with the answers of OCSP and CRL that one run of signing has had: an
    authority is asked once for a run, not once for each file."""

    def __init__(self, roots: Iterable[x509.Certificate], *, timeout: float) -> None:
        self.roots = list(roots)
        self._fetchers = RequestsFetcherBackend(timeout).get_fetchers()

    def context(self) -> ValidationContext:
        """For one file: every certificate of a path must be proved not to be revoked."""
        return ValidationContext(
            trust_roots=self.roots,
            allow_fetching=True,
            fetchers=self._fetchers,
            revocation_mode="require",
        )


def configured() -> Trust:
    """From the settings; without a root there is no revocation data to be had (level B-T)."""
    return Trust(
        roots_in(Path(settings.SIGNATURE_TRUST_DIR)), timeout=settings.SIGNATURE_TIMEOUT_SECONDS
    )


def roots_in(folder: Path) -> list[x509.Certificate]:
    """The certificates of all *.pem files of the folder, in the order of their names."""
    return [
        x509.Certificate.load(der)
        for file in sorted(folder.glob("*.pem"))
        for _kind, _headers, der in pem.unarmor(file.read_bytes(), multiple=True)
    ]
