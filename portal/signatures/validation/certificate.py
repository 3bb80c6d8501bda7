"""Who signed: does the certificate lead to a root that we trust, and was it good at that moment?"""

from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import x509
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.validation import EmbeddedPdfSignature, KeyUsageConstraints
from pyhanko.sign.validation.generic_cms import async_validate_cms_signature
from pyhanko.sign.validation.status import SignatureStatus
from pyhanko_certvalidator import ValidationContext

from portal.signatures.validation.evidence import Evidence
from portal.signatures.validation.report import ASKED, EMBEDDED, NOWHERE
from portal.signatures.validation.verdict import Verdict

# People's certificates are for signing; of agencies some have one of the two alone.
_FOR_SIGNING = KeyUsageConstraints(
    key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
)
# Purposes of machines (RFC 5280, 4.2.1.12): who holds a certificate for these alone has not shown
# that he is the person or agency of its name. Others, and one without purposes, may sign.
_OF_MACHINES = {"server_auth", "code_signing", "time_stamping", "ocsp_signing"}
_OF_PAPERS = {
    "email_protection",
    "any_extended_key_usage",
    "microsoft_document_signing",
    "adobe_authentic_documents_trust",
    "1.3.6.1.5.5.7.3.36",  # document signing (RFC 9336)
}
_FOR_STAMPING = KeyUsageConstraints(key_usage=set(), extd_key_usage={"time_stamping"})
_WEAK = {
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE,
}


@dataclass(frozen=True)
class Holder:
    """The verdict on the certificate, and where it is known from that it was not revoked."""

    verdict: Verdict
    revocation: str = ""
    revoked_at: datetime | None = None


async def judge_holder(
    signature: EmbeddedPdfSignature,
    evidence: Evidence,
    moment: datetime,
    *,
    stamp: bool,
    fetch: bool,
) -> Holder:
    """First the chain without asking anybody, then revocation: what the file proves, and (`fetch`)
    what the authorities of a chain that is trusted already say. A proof from before the revocation
    is good for days, and who signs with a stolen key brings it along: they are asked in any case,
    and where they do not answer the file's own proof counts."""
    problem = _chain_problem(await _status(signature, evidence.chain(moment), stamp), moment)
    if problem is not None:
        return Holder(problem)
    if not stamp and not _is_for_papers(signature.signer_cert):
        return Holder(Verdict.NOT_FOR_SIGNING)
    proven = await _said(signature, evidence.embedded(moment), stamp, EMBEDDED)
    found = proven
    if fetch and (proven is None or proven.verdict == Verdict.VALID):
        asked = await _said(signature, evidence.asked(moment), stamp, ASKED)
        if asked is not None and (proven is None or asked.verdict == Verdict.REVOKED):
            found = asked
    return _honest(found, signature.signer_cert) if found else Holder(Verdict.UNKNOWN)


async def _said(
    signature: EmbeddedPdfSignature, context: ValidationContext, stamp: bool, source: str
) -> Holder | None:
    """What this source says of revocation; None when it says nothing."""
    status = await _status(signature, context, stamp)
    if status.trusted:
        return Holder(Verdict.VALID, source)
    if status.revocation_details is not None:
        return Holder(Verdict.REVOKED, source, status.revocation_details.revocation_date)
    return None


async def _status(
    signature: EmbeddedPdfSignature, context: ValidationContext, stamp: bool
) -> SignatureStatus:
    return await async_validate_cms_signature(
        signature.signed_data,
        status_cls=SignatureStatus,
        raw_digest=None if stamp else signature.compute_digest(),
        validation_context=context,
        key_usage_settings=_FOR_STAMPING if stamp else _FOR_SIGNING,
    )


def _honest(found: Holder, certificate: x509.Certificate) -> Holder:
    """Where a certificate names nobody to ask, the library takes silence for a good answer."""
    names_somebody = certificate.ocsp_urls or certificate.crl_distribution_points
    if found.verdict == Verdict.VALID and not names_somebody:
        return replace(found, revocation=NOWHERE)
    return found


def _is_for_papers(certificate: x509.Certificate) -> bool:
    usage = certificate.extended_key_usage_value
    purposes = set(usage.native) if usage is not None else set()
    return not purposes & _OF_MACHINES or bool(purposes & _OF_PAPERS)


def _chain_problem(status: SignatureStatus, moment: datetime) -> Verdict | None:
    if status.trusted:
        return None
    if status.trust_problem_indic in _WEAK:
        return Verdict.WEAK
    certificate = status.signing_cert
    in_force = certificate.not_valid_before <= moment <= certificate.not_valid_after
    found = status.trust_problem_indic != AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND
    # Whoever vouches for himself is nobody we know, however old his certificate is.
    found = found and certificate.self_signed == "no"
    return Verdict.EXPIRED if found and not in_force else Verdict.UNTRUSTED
