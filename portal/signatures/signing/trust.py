"""Whose certificates are asked about while signing: the roots, and what the authorities answer."""

from collections.abc import Iterable
from datetime import timedelta

from asn1crypto import x509
from django.conf import settings
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from portal.signatures.trust import configured_trust

# An answer given while we wait for it is from after the moment at which we began, and the clocks
# of other machines are ahead of ours.
CLOCKS_DIFFER = timedelta(minutes=5)


class Trust:
    """The trusted roots and the known authorities below them, with the answers of OCSP and CRL that
    one run of signing has had: an authority is asked once for a run, not once for each file."""

    def __init__(
        self,
        roots: Iterable[x509.Certificate],
        *,
        intermediates: Iterable[x509.Certificate] = (),
        timeout: float,
    ) -> None:
        self.roots, self.intermediates = list(roots), list(intermediates)
        self._fetchers = RequestsFetcherBackend(timeout).get_fetchers()

    def context(self) -> ValidationContext:
        """For one file: every certificate of a path must be proved not to be revoked."""
        return ValidationContext(
            trust_roots=self.roots,
            other_certs=self.intermediates,
            allow_fetching=True,
            fetchers=self._fetchers,
            revocation_mode="require",
            time_tolerance=CLOCKS_DIFFER,
        )


def configured() -> Trust:
    """From the settings; without a root there is no revocation data to be had (level B-T)."""
    trusted = configured_trust()
    return Trust(
        [x509.Certificate.load(der) for der in trusted.roots],
        intermediates=[x509.Certificate.load(der) for der in trusted.intermediates],
        timeout=settings.SIGNATURE_TIMEOUT_SECONDS,
    )
