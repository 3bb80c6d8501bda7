"""The check of a file: opened carefully, then every signature in it looked at."""

import io
import logging
import struct
import zlib
from dataclasses import replace

import pikepdf
from pyhanko.pdf_utils.generic import DictionaryObject
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

# Sets the limits of qpdf for the whole process.
import portal.shared.uploads.checking.pdf  # noqa: F401
from portal.signatures.signing.waiting import wait_for
from portal.signatures.trust import TrustList
from portal.signatures.validation.judging import Judge
from portal.signatures.validation.report import Report, SignatureFact
from portal.signatures.validation.verdict import Verdict

# For each bad certificate the library writes its holder's name: people's names are not for logs.
logging.getLogger("pyhanko").setLevel(logging.ERROR)

_HEADER = b"%PDF-"
_BYTE_RANGE = b"/ByteRange"
_HEADER_WITHIN = 1024
# What the library raises for a file that was made to mislead it.
_UNREADABLE = (
    PdfError, ValueError, KeyError, TypeError, IndexError, RecursionError, OSError, AttributeError,
    AssertionError, NotImplementedError, OverflowError, struct.error, zlib.error,
)  # fmt: skip


def check_pdf(data: bytes, *, trust: TrustList, fetch: bool) -> Report:
    """What is to be said of this file. Never raises for what is in it.

    `fetch`: ask the authorities of trusted certificates about revocation where the file itself
    does not prove it; for jobs alone, it goes over the network.
    """
    refused = _refused(data)
    if refused is not None:
        return Report(refused)
    try:
        reader = PdfFileReader(io.BytesIO(data))
        fields = [
            (name, field) for name, _, field in enumerate_sig_fields(reader, filled_status=True)
        ]
    except _UNREADABLE:
        return Report(Verdict.UNSIGNED if _is_plain(data) else Verdict.UNREADABLE)
    judge = Judge(reader, data, trust=trust, fetch=fetch)
    facts = sorted(wait_for(_all(judge, fields)), key=lambda fact: fact.revision)
    return Report.of(tuple(_archived(fact, facts) for fact in facts))


async def _all(judge: Judge, fields: list[tuple[str, DictionaryObject]]) -> list[SignatureFact]:
    facts = []
    for name, field in fields:
        try:
            facts.append(await judge.fact(field.get_object(), name))
        except _UNREADABLE:
            facts.append(SignatureFact(Verdict.BROKEN))
    return facts


def _archived(fact: SignatureFact, all_facts: list[SignatureFact]) -> SignatureFact:
    """With a good time stamp over the proofs a signature can be believed longer than they."""
    later = (each for each in all_facts if each.stamp and each.revision > fact.revision)
    if fact.level == "B-LT" and any(each.is_good for each in later):
        return replace(fact, level="B-LTA")
    return fact


def _is_plain(data: bytes) -> bool:
    """Whether a file that the library for signatures, which reads strictly, does not take is whole
    and without a signature: many scanners write PDFs that are a little wrong. qpdf has opened it
    before; a signature cannot be without a byte range."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return not pdf.get_warnings() and _BYTE_RANGE not in data


def _refused(data: bytes) -> Verdict | None:
    """What forbids to look further. qpdf opens the file first: it is built for hostile files and
    gives up when something unpacks to gigabytes."""
    if not data:
        return Verdict.EMPTY
    if _HEADER not in data[:_HEADER_WITHIN]:
        return Verdict.NOT_PDF
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return Verdict.ENCRYPTED if pdf.is_encrypted else None
    except pikepdf.PasswordError:
        return Verdict.ENCRYPTED
    except (pikepdf.PdfError, *_UNREADABLE):
        return Verdict.UNREADABLE
