"""When was it signed, as somebody other than the signer says?"""

from datetime import datetime

from asn1crypto import cms
from pyhanko.sign.validation import EmbeddedPdfSignature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import (
    extract_tst_data_iter,
    message_imprint_checker,
    validate_tst_signed_data,
)
from pyhanko.sign.validation.status import TimestampSignatureStatus

from portal.signatures.validation.evidence import Evidence


async def trusted_moment(
    signature: EmbeddedPdfSignature, evidence: Evidence, *, stamp: bool, fetch: bool
) -> datetime | None:
    """The moment of the first time stamp that is intact and comes from a clock we trust, whose
    certificate was in force and is not known to be revoked; None where there is none."""
    if stamp:
        return await _moment(signature.signed_data, signature.compute_digest, evidence, fetch)
    imprint = message_imprint_checker(signature.signer_info)
    for token in extract_tst_data_iter(signature.signer_info, signed=False):
        moment = await _moment(token, imprint, evidence, fetch)
        if moment is not None:
            return moment
    return None


async def _moment(
    token: cms.SignedData, imprint: object, evidence: Evidence, fetch: bool
) -> datetime | None:
    try:
        claimed: datetime = token["encap_content_info"]["content"].parsed["gen_time"].native
        contexts = [evidence.chain(claimed), evidence.embedded(claimed)]
        seen = TimestampSignatureStatus(
            **await validate_tst_signed_data(token, contexts[0], imprint)  # type: ignore[arg-type]
        )
        if not seen.trusted:
            return None
        if fetch:
            contexts.append(evidence.asked(claimed))
        for context in contexts[1:]:
            seen = TimestampSignatureStatus(
                **await validate_tst_signed_data(token, context, imprint)  # type: ignore[arg-type]
            )
            if seen.trusted:
                return claimed
        return None if seen.revoked else claimed
    except (SignatureValidationError, ValueError, KeyError, TypeError, AttributeError):
        return None
