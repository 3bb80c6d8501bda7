"""One signature, judged: first its content, then its certificate."""

from dataclasses import replace
from datetime import datetime

from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import EmbeddedPdfSignature

from portal.shared import clock
from portal.signatures.trust import TrustList
from portal.signatures.validation.certificate import Holder, judge_holder
from portal.signatures.validation.coverage import judge_content
from portal.signatures.validation.evidence import Evidence, proofs_in
from portal.signatures.validation.moments import trusted_moment
from portal.signatures.validation.report import CLAIMED, EMBEDDED, TIMESTAMP, SignatureFact
from portal.signatures.validation.verdict import Verdict

_SUPPORTED = {
    each.value
    for each in (
        SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        SigSeedSubFilter.PADES,
        SigSeedSubFilter.ETSI_RFC3161,
    )
}
_STAMP = "/DocTimeStamp"


class Judge:
    """Judges the signatures of one file."""

    def __init__(
        self, reader: PdfFileReader, data: bytes, *, trust: TrustList, fetch: bool
    ) -> None:
        self._reader, self._data, self._fetch = reader, data, fetch
        self._evidence = Evidence(trust, proofs_in(reader))

    async def fact(self, field: DictionaryObject, name: str) -> SignatureFact:
        """What is to be said. Raises what the library raises for a signature that is no such."""
        if field["/V"].get("/SubFilter") not in _SUPPORTED:
            return SignatureFact(Verdict.UNSUPPORTED)
        signature = EmbeddedPdfSignature(self._reader, field, name)
        content = judge_content(signature, self._data)
        stamp = signature.sig_object_type == _STAMP
        moment = await trusted_moment(signature, self._evidence, stamp=stamp, fetch=self._fetch)
        holder = await judge_holder(
            signature, self._evidence, moment or clock.now(), stamp=stamp, fetch=self._fetch
        )
        fact = SignatureFact(
            verdict=_worse(content.verdict, holder),
            stamp=stamp,
            covers_whole=content.covers_whole,
            changed_allowed=content.changed_allowed,
            pages_added=content.pages_added,
            revision=signature.signed_revision,
            level=_level(holder, moment),
        )
        return _timed(_named(fact, signature, holder), signature, moment)


def _worse(content: Verdict, holder: Holder) -> Verdict:
    """Who signed matters only where the content is what was signed."""
    if content != Verdict.VALID:
        return content
    return holder.verdict


def _level(holder: Holder, moment: datetime | None) -> str:
    if moment is None:
        return "B-B"
    return "B-LT" if holder.revocation == EMBEDDED else "B-T"


def _named(fact: SignatureFact, signature: EmbeddedPdfSignature, holder: Holder) -> SignatureFact:
    certificate = signature.signer_cert
    return replace(
        fact,
        signer=_part(certificate.subject.native, "common_name"),
        organisation=_part(certificate.subject.native, "organization_name"),
        issuer=_part(certificate.issuer.native, "common_name"),
        serial=f"{certificate.serial_number:x}",
        valid_from=_iso(certificate.not_valid_before),
        valid_to=_iso(certificate.not_valid_after),
        revocation=holder.revocation,
        revoked_at=_iso(holder.revoked_at),
    )


def _timed(
    fact: SignatureFact, signature: EmbeddedPdfSignature, moment: datetime | None
) -> SignatureFact:
    if moment is not None:
        return replace(fact, signed_at=_iso(moment), time_source=TIMESTAMP)
    claimed = signature.self_reported_timestamp
    return replace(fact, signed_at=_iso(claimed), time_source=CLAIMED) if claimed else fact


def _part(name: dict[str, object], key: str) -> str:
    value = name.get(key, "")
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="seconds") if moment else ""
