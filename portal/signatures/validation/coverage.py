"""Is the content still what was signed, and all of it?"""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffResult, ModificationLevel
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter, validate_sig_integrity
from pyhanko_certvalidator.sig_validate import DefaultSignatureValidator

from portal.signatures.validation.additions import ALLOWED, shows_unsigned_picture
from portal.signatures.validation.verdict import Verdict

_STAMP_CONTENT = "tst_info"
_END_OF_FILE, _SPACE = b"%%EOF", b"\0\t\n\f\r "
# Between what a signer's clock says before signing and what a time stamp says after it.
_LONGEST_SIGNING = timedelta(minutes=2)


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
    whole = signature.coverage >= SignatureCoverageLevel.ENTIRE_REVISION
    if not whole or _has_more_behind(signature.reader, data):
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
        foreign = not _stands_in_its_gap(signature, data) or _is_of_another_time(signature)
        return Verdict.COPIED if foreign else Verdict.TAMPERED
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


def _is_of_another_time(signature: EmbeddedPdfSignature) -> bool:
    """Whether the file says that it was signed long before or after the signature's time stamp was
    made. Asked only of what is wrong already, to find the right words for it; nobody vouches for
    either moment."""
    try:
        said = parse_pdf_date(str(signature.sig_object["/M"]), strict=False)
        stamps = extract_tst_data_iter(signature.signer_info, signed=False)
        made = [each["encap_content_info"]["content"].parsed["gen_time"].native for each in stamps]
        return any(abs(moment - said) > _LONGEST_SIGNING for moment in made)
    except (PdfError, KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return False


def _has_more_behind(reader: PdfFileReader, data: bytes) -> bool:
    """Whether something follows the end of the last revision: no reader shows it, no signature
    knows of it, and a program that mends broken files may find another document there."""
    last = reader.xrefs.get_xref_container_info(reader.xrefs.total_revisions - 1)
    end = data.find(_END_OF_FILE, last.end_location)
    return end >= 0 and bool(data[end + len(_END_OF_FILE) :].strip(_SPACE))


def _grew(signature: EmbeddedPdfSignature) -> bool:
    result = signature.diff_result
    return isinstance(result, DiffResult) and (result.modification_level > ModificationLevel.NONE)


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])


def _pages_when_signed(signature: EmbeddedPdfSignature) -> int:
    past = signature.reader.get_historical_root(signature.signed_revision)
    return int(past["/Pages"]["/Count"])
