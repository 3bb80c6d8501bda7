"""The layout that binds a dossier sets its result; a refusal is always a reply."""

import io

import pytest
from pypdf import PdfReader

from dossiers.actions.decide import decide
from dossiers.actions.propose import propose
from dossiers.documents.contents.layouts import symbol_of
from dossiers.documents.render import pdf_of
from dossiers.models import Document, Dossier
from portal.agencies.models import Agency
from tests.dossiers.documents.test_render import paper_of, text_of

A4 = (595, 842)


def result_of(make_dossier, officer, leader, text: str, **more) -> tuple[Dossier, PdfReader]:
    outcome = more.pop("outcome", "approved")
    dossier = make_dossier("processing", **more)
    propose(actor=officer.actor, code=dossier.code, outcome=outcome, text=text)
    decide(actor=leader.actor, code=dossier.code)
    document = Document.objects.get(dossier=dossier, kind=Document.Kind.RESULT)
    return dossier, PdfReader(io.BytesIO(pdf_of(document)))


LAYOUTS = {
    "certificate": (
        "Tình trạng án tích: Không có án tích\nCấp để xin việc làm.", "XN-STP",
        ["PHIẾU LÝ LỊCH TƯ PHÁP", "SỞ TƯ PHÁP XÁC NHẬN:", "Cấp để xin việc làm."],
    ),
    "decision": (
        "Cho phép đổi tên.", "QĐ-STP",
        [
            "QUYẾT ĐỊNH Về việc cấp Phiếu lý lịch tư pháp", "GIÁM ĐỐC SỞ TƯ PHÁP", "Điều 1.",
            "Cho phép đổi tên.", "Điều 3.",
        ],
    ),
    "extract": (
        "Dân tộc: Kinh\nHọ, chữ đệm, tên người mẹ: Trần Thị Bưởi", "TL-STP",
        ["Dân tộc: Kinh", "Trần Thị Bưởi", "Trích lục theo hồ sơ mã số"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("template", LAYOUTS)
def test_each_layout_says_what_it_must(make_dossier, officer, leader, template) -> None:
    text, symbol, words = LAYOUTS[template]

    dossier, pdf = result_of(make_dossier, officer, leader, text, result_template=template)

    said = text_of(pdf)
    needed = [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Quảng Nam, ngày", "Luật Lý lịch tư pháp 2009",
        dossier.applicant["identity_number"], "Nơi nhận:", leader.user.full_name,
        f"Số: {str(dossier.code)[-11:]}/{symbol}", *words,
    ]  # fmt: skip
    assert [word for word in needed if word.lower() not in said.lower()] == []
    assert paper_of(pdf) == A4


def test_an_officer_writes_articles_of_his_own(make_dossier, officer, leader) -> None:
    text = "Điều 1. Công nhận kết quả.\nChi tiết kèm theo.\nĐiều 2. Có hiệu lực từ ngày ký./."

    _dossier, pdf = result_of(make_dossier, officer, leader, text, result_template="decision")

    said = text_of(pdf)
    assert said.count("Điều 1.") == 1
    assert "Điều 3." not in said
    assert "Đồng ý giải quyết đề nghị" not in said


def test_a_refusal_is_no_certificate(make_dossier, officer, leader) -> None:
    _dossier, pdf = result_of(
        make_dossier, officer, leader, "Chưa đủ điều kiện.", outcome="rejected",
        result_template="certificate",
    )  # fmt: skip

    said = text_of(pdf)
    assert "THÔNG BÁO TỪ CHỐI GIẢI QUYẾT HỒ SƠ" in said.upper()
    assert "XÁC NHẬN" not in said
    assert "/KQ-TTHC" in said


def test_the_leader_reads_a_draft_in_the_same_layout(make_dossier) -> None:
    dossier = make_dossier("proposed", result_template="certificate")
    draft = Document.objects.get(dossier=dossier, kind=Document.Kind.RESULT_DRAFT)

    said = text_of(PdfReader(io.BytesIO(pdf_of(draft))))

    assert [word for word in ("DỰ THẢO", "XÁC NHẬN:", "/XN-STP") if word not in said] == []


def test_pages_are_numbered_from_the_second_on(make_dossier, officer, leader) -> None:
    text = "\n".join(["Một nội dung của quyết định này."] * 45)

    _dossier, pdf = result_of(make_dossier, officer, leader, text, result_template="decision")

    first, second = (page.extract_text().split() for page in pdf.pages[:2])
    assert ("1" in first, "2" in second) == (False, True)


@pytest.mark.parametrize(
    ("name", "symbol"),
    [
        ("Sở Tư pháp", "STP"),
        ("Ủy ban nhân dân xã Tam Tiến", "UBND"),
        ("Trung tâm Phục vụ hành chính công tỉnh Quảng Nam", "TTPVHCC"),
        ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    ],
)
def test_symbols_of_agencies(name: str, symbol: str) -> None:
    assert symbol_of(Agency(name=name)) == symbol
