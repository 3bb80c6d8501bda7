"""What certificates are judged by: the trusted roots, the moment, and proofs of non-revocation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from asn1crypto import crl, ocsp, x509
from django.conf import settings
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.fetchers.requests_fetchers import RequestsFetcherBackend

from portal.signatures.trust import TrustList


@dataclass(frozen=True)
class Proofs:
    """What the file itself brings (its document security store)."""

    certificates: tuple[x509.Certificate, ...] = ()
    ocsps: tuple[ocsp.OCSPResponse, ...] = ()
    crls: tuple[crl.CertificateList, ...] = ()


def proofs_in(reader: PdfFileReader) -> Proofs:
    """The store of the file as it is now: all of it is signed by authorities, none by the file. One
    that cannot be read proves nothing; it says nothing against the signature either."""
    try:
        store = DocumentSecurityStore.read_dss(reader)
        proofs = Proofs(
            tuple(store.load_certs()),
            tuple(ocsp.OCSPResponse.load(each.get_object().data) for each in store.ocsps),
            tuple(crl.CertificateList.load(each.get_object().data) for each in store.crls),
        )
        _parse(proofs)
    except (NoDSSFoundError, PdfError, ValueError, KeyError, TypeError, AttributeError):
        return Proofs()
    return proofs


def _parse(proofs: Proofs) -> None:
    """Everything is looked into at once; else it would be when something is asked of it."""
    for proof in (*proofs.certificates, *proofs.ocsps, *proofs.crls):
        proof.native  # noqa: B018 - parsed lazily


@dataclass(frozen=True)
class Evidence:
    """Contexts for pyHanko, each fresh: they remember what they have seen."""

    trust: TrustList
    proofs: Proofs

    def chain(self, moment: datetime, more: Iterable[x509.Certificate] = ()) -> ValidationContext:
        """Only: does it lead to a trusted root, and was it in force then? Nobody is asked."""
        return self._context(moment, more, revocation_mode="soft-fail")

    def embedded(
        self, moment: datetime, more: Iterable[x509.Certificate] = ()
    ) -> ValidationContext:
        """Not revoked, as the file itself proves."""
        return self._context(
            moment,
            more,
            revocation_mode="hard-fail",
            ocsps=self.proofs.ocsps,
            crls=self.proofs.crls,
        )

    def asked(self, moment: datetime, more: Iterable[x509.Certificate] = ()) -> ValidationContext:
        """Not revoked, as the authorities say now, whatever the file says.

        Only for chains that are trusted already: the addresses that are asked stand in the
        certificates, and strangers must not choose where we connect to. For the same reason no
        further certificates are fetched.
        """
        context = self._context(
            moment,
            more,
            revocation_mode="hard-fail",
            allow_fetching=True,
            fetcher_backend=RequestsFetcherBackend(settings.SIGNATURE_TIMEOUT_SECONDS),
        )
        context.certificate_registry.fetcher = None
        return context

    def _context(
        self, moment: datetime, more: Iterable[x509.Certificate], **options: object
    ) -> ValidationContext:
        known = [x509.Certificate.load(der) for der in self.trust.intermediates]
        return ValidationContext(
            trust_roots=[x509.Certificate.load(der) for der in self.trust.roots],
            other_certs=[*known, *self.proofs.certificates, *more],
            moment=moment,
            # "Not revoked" said later holds for earlier: revocation is for ever.
            retroactive_revinfo=True,
            **options,  # type: ignore[arg-type]
        )
