"""What the portal prints, scans and signs keeps its promise to be PDF/A-2b, signed or not."""

import io
import re
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, Pdf, pdfa
from PIL import Image
from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper

from counter.digitising.ocr.with_text import with_text
from counter.digitising.pdf_a import PageImage, pdf_a
from portal.signatures.marks import Mark
from portal.signatures.signing.pades import sign_pdf
from portal.signatures.signing.trust import configured
from tests.pdfa import problems_of
from tests.portal.signatures.conftest import PLACE
from tests.scans import as_jpeg, written_page


@pytest.fixture(scope="session")
def scan() -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (827, 1169), "white").save(stream, "JPEG")
    page = PageImage(stream.getvalue(), 100)
    return pdf_a([page], title="Giấy xác nhận", at=datetime(2026, 3, 22, tzinfo=UTC))


def test_printed_and_scanned_papers(paper, scan):
    assert problems_of(paper) == []
    assert problems_of(scan) == []


def test_a_copy_stays_what_it_was_when_it_is_signed(scan, signer, trusting):
    mark = Mark(kind="copy", lines=("SAO Y", "Trung tâm Phục vụ hành chính công"))
    assert problems_of(_signed(scan, signer, mark, trusting)) == []


def test_a_copy_that_can_be_searched_stays_so_when_it_is_signed(signer, trusting):
    page = PageImage(as_jpeg(written_page("Họ, chữ đệm và tên: Nguyễn Thị Trà")), 200)
    scan = pdf_a([page], title="Giấy xác nhận", at=datetime(2026, 3, 22, tzinfo=UTC))
    mark = Mark(kind="copy", lines=("SAO Y", "Trung tâm Phục vụ hành chính công"))
    signed = _signed(with_text(scan, [page], name="x"), signer, mark, trusting)
    assert problems_of(signed) == []
    words = subprocess.run(["pdftotext", "-", "-"], input=signed, capture_output=True, check=True)
    assert "Họ, chữ đệm và tên: Nguyễn Thị Trà" in words.stdout.decode()


def test_a_validator_of_others_approves_of_copies_and_knows_but_signatures_in_the_way(
    scan, signer, trusting
):
    mark = Mark(kind="copy", lines=("SAO Y", "Trung tâm Phục vụ hành chính công"))
    assert _not_approved(scan) == set()
    assert _not_approved(_signed(scan, signer, mark, trusting)) == {"/AcroForm", "/DSS"}


def _not_approved(data: bytes) -> set[str]:
    """What pikepdf's validator does not approve of; it only approves of what it knows."""
    found = pdfa.validate_written(io.BytesIO(data), "2b").findings
    return {name for each in found for name in re.findall(r"/[A-Za-z]+", str(each)) or [str(each)]}


def test_a_result_stays_what_it_was_when_it_is_signed(paper, signer, trusting):
    mark = Mark(kind="personal", lines=("Võ Đình Sơn",), place=PLACE)
    assert problems_of(_signed(paper, signer, mark, trusting)) == []


def _signed(pdf: bytes, signer, mark: Mark, services) -> bytes:
    stamper = HTTPTimeStamper(services.timestamp_url, timeout=60)
    return sign_pdf(pdf=pdf, signer=signer, mark=mark, timestamper=stamper, trust=configured()).pdf


def _drop_metadata(pdf: Pdf) -> None:
    del pdf.Root.Metadata


def _claim_part_1(pdf: Pdf) -> None:
    with pdf.open_metadata() as metadata:
        metadata["pdfaid:part"] = "1"


def _drop_intent(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents


def _run_script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(Type=Name.Action, S=Name.JavaScript, JS="app.alert(1)")


def _embed_file(pdf: Pdf) -> None:
    pdf.attachments["a.txt"] = b"text"


def _foreign_font(pdf: Pdf) -> None:
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].Resources.Font = Dictionary(F9=pdf.make_indirect(font))


def _hide_annotation(pdf: Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], F=2)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])


def _pack_with_lzw(pdf: Pdf) -> None:
    stream = pdf.make_stream(b"")
    stream.write(b"\x80\x0b\x60\x50\x22\x0c\x0c\x85\x01", filter=Name.LZWDecode)
    pdf.Root.Packed = stream


def _print_in_cmyk(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"0 0 0 1 k")


def _invent_operator(pdf: Pdf) -> None:
    pdf.pages[0].contents_add(b"1 zz")


BREAKS: list[tuple[Callable[[Pdf], None], str]] = [
    (_drop_metadata, "6.6.2: no XMP"),
    (_claim_part_1, "6.6.4: "),
    (_drop_intent, "6.2.3: 0 output"),
    (_run_script, "6.5.2: "),
    (_embed_file, "6.8: "),
    (_foreign_font, "6.2.11.4: "),
    (_hide_annotation, "6.3.2: "),
    (_pack_with_lzw, "6.1.7: "),
    (_print_in_cmyk, "6.2.4.3: "),
    (_invent_operator, "6.2.2: "),
]


@pytest.mark.parametrize(("damage", "problem"), BREAKS, ids=[each.__name__ for each, _ in BREAKS])
def test_the_check_sees_what_it_is_there_for(scan, damage, problem):
    with pikepdf.open(io.BytesIO(scan)) as pdf:
        damage(pdf)
        stream = io.BytesIO()
        pdf.save(stream, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert any(each.startswith(problem) for each in problems_of(stream.getvalue()))


def test_a_locked_file_is_none(scan):
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(scan)) as pdf:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="o", user=""))
    assert "6.1.3: encrypted" in problems_of(stream.getvalue())
