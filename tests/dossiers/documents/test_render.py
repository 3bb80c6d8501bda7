"""The PDFs as they are made by the job: what they say, on which paper, in which standard."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader

from dossiers.actions.refuse import refuse
from dossiers.documents.render import render
from dossiers.models import Document, Dossier
from dossiers.states import State

A5 = (420, 595)
A4 = (595, 842)


def pdf_of(settings, dossier: Dossier, kind: str) -> PdfReader:
    document = Document.objects.get(dossier=dossier, kind=kind)
    render(document_id=document.pk)
    document.refresh_from_db()
    return PdfReader(io.BytesIO((Path(settings.MEDIA_ROOT) / document.file).read_bytes()))


def text_of_bytes(pdf: bytes) -> str:
    return text_of(PdfReader(io.BytesIO(pdf)))


def text_of(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def paper_of(pdf: PdfReader) -> tuple[int, int]:
    return round(pdf.pages[0].mediabox.width), round(pdf.pages[0].mediabox.height)


def unembedded_fonts(pdf: PdfReader) -> list[str]:
    fonts = [
        inner["/FontDescriptor"]
        for page in pdf.pages
        for font in page["/Resources"]["/Font"].values()
        for inner in font.get_object()["/DescendantFonts"].get_object()
    ]
    assert fonts
    return [str(font["/FontName"]) for font in fonts if "/FontFile2" not in font.get_object()]


@pytest.mark.parametrize(
    ("state", "kind", "paper", "words"),
    [
        ("payment_required", "filing_receipt", A5, ["200.000 đ", "100.000 đ", "Chưa nộp"]),
        ("submitted", "filing_receipt", A5, ["Đã nộp đủ", "Xin việc làm", "1 tệp"]),
        ("received", "form_01", A5, ["10 ngày", "Bản chụp thẻ căn cước", "đã nộp"]),
        ("supplement_required", "form_02", A5, ["Ảnh chụp rõ hơn", "Ảnh bị mờ"]),
        ("refused", "form_03", A5, ["Không thuộc thẩm quyền."]),
        ("proposed", "result_draft", A4, ["DỰ THẢO", "Không có án tích.", "GIÁM ĐỐC"]),
        ("completed", "result", A4, ["Không có án tích.", "Luật Lý lịch tư pháp 2009"]),
    ],
)
def test_each_kind_says_what_it_must(settings, make_dossier, state, kind, paper, words) -> None:
    dossier = make_dossier(state)

    pdf = pdf_of(settings, dossier, kind)

    text = text_of(pdf)
    needed = [dossier.code, "Nguyễn Thị Trà", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", *words]
    assert [word for word in needed if word not in text] == []
    assert paper_of(pdf) == paper
    assert unembedded_fonts(pdf) == []
    metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="2"' in metadata or "<pdfaid:part>2</pdfaid:part>" in metadata


def test_a_form_01_fits_on_one_page(settings, make_dossier) -> None:
    assert len(pdf_of(settings, make_dossier("received"), "form_01").pages) == 1


@pytest.mark.parametrize(("state", "kind"), [("received", "form_01"), ("refused", "form_03")])
@pytest.mark.parametrize(
    ("provenance", "words", "signatures_by_hand"),
    [
        ("citizen", "(Nộp trực tuyến)", 0),
        ("helped", "", 1),
        ("digitised", "", 1),
        ("post", "(Nộp qua bưu chính công ích)", 0),
    ],
)
def test_who_came_to_the_counter_signs_by_hand(
    settings, make_dossier, state, kind, provenance, words, signatures_by_hand
) -> None:
    dossier = make_dossier(state)
    Dossier.objects.filter(pk=dossier.pk).update(provenance=provenance)

    text = text_of(pdf_of(settings, dossier, kind))

    said = [each for each in ("(Nộp trực tuyến)", "(Nộp qua bưu chính công ích)") if each in text]
    assert said == ([words] if words else [])
    of_the_clerk = 1
    assert text.count("(Ký và ghi rõ họ tên)") == signatures_by_hand + of_the_clerk


def test_only_the_draft_carries_the_watermark(settings, make_dossier) -> None:
    assert "DỰ THẢO" not in text_of(pdf_of(settings, make_dossier("completed"), "result"))


def test_rendering_again_changes_nothing(settings, make_dossier) -> None:
    dossier = make_dossier("received")
    document = Document.objects.get(dossier=dossier, kind="form_01")

    assert render(document_id=document.pk) is True
    document.refresh_from_db()
    made = (document.file, document.sha256, document.ready_at)
    assert render(document_id=document.pk) is False

    document.refresh_from_db()
    assert (document.file, document.sha256, document.ready_at) == made
    folder = (Path(settings.MEDIA_ROOT) / document.file).parent
    assert [file.name for file in folder.iterdir()] == [f"{document.key}.pdf"]


def test_a_lost_file_is_made_again(settings, make_dossier) -> None:
    dossier = make_dossier("received")
    document = Document.objects.get(dossier=dossier, kind="form_01")
    render(document_id=document.pk)
    document.refresh_from_db()
    (Path(settings.MEDIA_ROOT) / document.file).unlink()

    assert render(document_id=document.pk) is True
    assert (Path(settings.MEDIA_ROOT) / document.file).is_file()


def test_a_result_for_online_return_is_handed_over_once(
    make_dossier, run_jobs: Callable[..., list[str]]
) -> None:
    dossier = make_dossier("completed")

    run_jobs(queues=["documents"])
    document = Document.objects.get(dossier=dossier, kind="result")
    render(document_id=document.pk)

    dossier = Dossier.objects.get(pk=dossier.pk)
    assert dossier.state == State.RETURNED
    assert dossier.history.filter(event="hand_over").count() == 1


def test_what_people_type_is_printed_not_fetched(settings, make_dossier, clerk) -> None:
    dossier = make_dossier("submitted")
    typed = '<img src="file:///etc/passwd"> & <b>không</b>'
    refuse(actor=clerk.actor, code=dossier.code, reason=typed)

    assert typed in text_of(pdf_of(settings, dossier, "form_03"))
