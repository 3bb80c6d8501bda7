"""Is the content still what was signed, and all of it?"""

import hashlib
from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from portal.signatures.validation.additions import ALLOWED, shows_unsigned_picture
from portal.signatures.validation.verdict import Verdict

_STAMP_CONTENT = "tst_info"


@dataclass(frozen=True)
class Content:
    """`changed_allowed`: something was added later that a signature allows: another signature, a
    time stamp, proofs, an entry into an empty field."""

    verdict: Verdict
    covers_whole: bool = False
    changed_allowed: bool = False
    pages_added: int = 0


def judge_content(signature: EmbeddedPdfSignature, data: bytes) -> Content:
    """The verdict on the content alone: whoever signed."""
    signature.compute_integrity_info(ALLOWED)
    wrong = _not_what_was_signed(signature, data)
    if wrong is not None:
        return Content(wrong)
    if signature.coverage < SignatureCoverageLevel.ENTIRE_REVISION:
        return Content(Verdict.PARTLY_COVERED)
    if not signature.summarise_integrity_info()["docmdp_ok"]:
        added = _pages(signature.reader) - _pages_when_signed(signature)
        verdict = Verdict.PAGES_ADDED if added > 0 else Verdict.CHANGED_AFTER
        return Content(verdict, pages_added=max(added, 0))
    if shows_unsigned_picture(signature.reader, signature.signed_revision):
        return Content(Verdict.CHANGED_AFTER)
    return Content(Verdict.VALID, covers_whole=True, changed_allowed=_grew(signature))


def _not_what_was_signed(signature: EmbeddedPdfSignature, data: bytes) -> Verdict | None:
    content = signature.signed_data["encap_content_info"]
    stamp = content["content_type"].native == _STAMP_CONTENT
    intact, valid = validate_sig_integrity(
        signature.signer_info,
        signature.signer_cert,
        expected_content_type=content["content_type"].native,
        actual_digest=_of_token(signature) if stamp else signature.compute_digest(),
        sig_validator=DefaultSignatureValidator(),
    )
    if stamp:
        imprint = content["content"].parsed["message_imprint"]["hashed_message"].native
        intact = intact and imprint == signature.compute_digest()
    if not intact:
        return Verdict.TAMPERED if _stands_in_its_gap(signature, data) else Verdict.COPIED
    return None if valid else Verdict.BROKEN


def _of_token(signature: EmbeddedPdfSignature) -> bytes:
    """A time stamp signs its own token, which then speaks of the file."""
    token = signature.signed_data["encap_content_info"]["content"]
    return hashlib.new(signature.md_algorithm, bytes(token)).digest()


def _stands_in_its_gap(signature: EmbeddedPdfSignature, data: bytes) -> bool:
    """Whether the hole that the byte range leaves holds this very signature: in a file for which
    it was made it does, wherever else it was pasted it does not."""
    ranges = [int(each) for each in signature.byte_range]
    if len(ranges) != 4 or ranges[0] != 0 or ranges[2] + ranges[3] > len(data):
        return False
    gap = data[ranges[1] : ranges[2]].strip()
    return gap.strip(b"<>").lower() == signature.pkcs7_content.hex().encode()


def _grew(signature: EmbeddedPdfSignature) -> bool:
    result = signature.diff_result
    return isinstance(result, DiffResult) and (result.modification_level > ModificationLevel.NONE)


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _pages_when_signed(signature: EmbeddedPdfSignature) -> int:
    past = signature.reader.get_historical_root(signature.signed_revision)
    return int(past["/Pages"]["/Count"])
