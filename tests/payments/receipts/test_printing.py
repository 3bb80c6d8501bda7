"""The paper of a receipt: what it says, in which standard, and when it is made again."""

import io
from pathlib import Path

import pytest
from django.utils import translation
from pypdf import PdfReader

from payments.actions.issue_receipt import issue_receipt
from payments.actions.open_obligation import open_obligation
from payments.actions.replace_receipt import replace_receipt
from payments.models import Receipt
from payments.receipts import printing
from payments.receipts.freshness import is_printed
from payments.receipts.printing import print_receipt
from tests.dossiers.documents.test_render import paper_of, text_of, unembedded_fonts
from tests.payments.receipts.paying import pay_in_cash, pay_online

pytestmark = pytest.mark.django_db
LYING_A5 = (595, 420)


def file_of(settings, receipt: Receipt) -> Path:
    return Path(settings.MEDIA_ROOT) / Receipt.objects.get(pk=receipt.pk).file


def pdf_of(settings, receipt: Receipt) -> PdfReader:
    print_receipt(receipt_id=receipt.pk)
    return PdfReader(io.BytesIO(file_of(settings, receipt).read_bytes()))


@pytest.fixture
def online(payer, justice, one_stop) -> Receipt:
    """The receipt of a card payment with two lines and a reduction."""
    obligation = open_obligation(
        subject="thing:receipt", payer_id=payer.citizen.pk, payer_name="Nguyễn Thị Trà",
        payer_email="tra@motcua.example", payer_address="Thôn Hà Quang, xã Tam Tiến",
        agency_id=justice.pk, counter_id=one_stop.pk, reference="000.00.15.H47-220322-0001",
        description="Cấp phiếu lý lịch tư pháp",
        lines=[
            {"key": "fee", "kind": "phi", "name": "Phí cung cấp thông tin", "amount_vnd": 200_000,
             "explanation": "1 phiếu × 200.000 đ", "legal_basis": "TT 244/2016/TT-BTC"},
            {"key": "copy", "kind": "le_phi", "name": "Lệ phí bản sao", "amount_vnd": 5_015},
            {"key": "half", "name": "Giảm 50% khi nộp trực tuyến", "amount_vnd": -100_000,
             "line": "fee", "legal_basis": "Nghị quyết 47/NQ-HĐND"},
        ],
        amount_vnd=105_015,
    )  # fmt: skip
    receipt = issue_receipt(attempt=pay_online(obligation))
    assert receipt is not None
    return receipt


def test_the_paper_says_what_it_must(settings, online):
    settings.RECEIPT_TAX_CODES = {online.book.agency.code: "4000123456"}

    pdf = pdf_of(settings, online)

    text = text_of(pdf)
    year = online.book.year % 100
    wanted = [
        "BIÊN LAI THU PHÍ, LỆ PHÍ", "SỞ TƯ PHÁP", "Mã số thuế: 4000123456", "01BLP-MC",
        f"MC-{year}E", "0000001", "Nguyễn Thị Trà", "Thôn Hà Quang, xã Tam Tiến",
        "000.00.15.H47-220322-0001", "Cấp phiếu lý lịch tư pháp", "Phí cung cấp thông tin",
        "1 phiếu × 200.000 đ", "Căn cứ: TT 244/2016/TT-BTC", "Lệ phí bản sao",
        "Giảm 50% khi nộp trực tuyến", "Căn cứ: Nghị quyết 47/NQ-HĐND", "−100.000 đ",
        "105.015 đ", "Một trăm linh năm nghìn không trăm mười lăm đồng", "Thẻ ngân hàng",
        f"pi_{online.attempt.key}", "Hệ thống", f"/receipts/{online.key}/check/",
    ]  # fmt: skip
    joined = text.replace(" ", "")
    assert [words for words in wanted if words.replace(" ", "") not in joined] == []
    assert "ĐÃ HỦY" not in text
    assert (paper_of(pdf), len(pdf.pages)) == (LYING_A5, 1)
    assert unembedded_fonts(pdf) == []
    metadata = pdf.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert 'pdfaid:part="2"' in metadata or "<pdfaid:part>2</pdfaid:part>" in metadata


def test_cash_names_the_clerk_and_no_transaction(settings, obligation, teller):
    pay_in_cash(obligation, teller)
    text = text_of(pdf_of(settings, Receipt.objects.get()))
    assert "Tiền mặt tại quầy" in text
    assert teller.name in text
    assert "Mã giao dịch" not in text
    assert "Mã số thuế" not in text


def test_a_cancelled_one_says_so_on_its_next_printing(settings, obligation, teller):
    pay_in_cash(obligation, teller)
    receipt = Receipt.objects.get()
    assert "ĐÃ HỦY" not in text_of(pdf_of(settings, receipt))

    replace_receipt(
        actor=teller, key=receipt.key, reason="Ghi sai họ tên.", payer_name="Nguyễn Thị Trà My"
    )

    assert not is_printed(Receipt.objects.get(pk=receipt.pk))
    text = text_of(pdf_of(settings, receipt))
    assert "ĐÃ HỦY" in text
    assert f"người hủy: {teller.name}. Lý do: Ghi sai họ tên." in text
    assert is_printed(Receipt.objects.get(pk=receipt.pk))


def test_a_cancellation_during_printing_is_not_lost(settings, obligation, teller, monkeypatch):
    """What was read before the cancellation is not the present truth, however late it is noted."""
    pay_in_cash(obligation, teller)
    receipt = Receipt.objects.get()
    real = printing.press

    def press_while_somebody_cancels(html: str, *, paper: str) -> bytes:
        pdf = real(html, paper=paper)
        replace_receipt(actor=teller, key=receipt.key, reason="Sai tên.", payer_name="Trà My")
        return pdf

    monkeypatch.setattr(printing, "press", press_while_somebody_cancels)
    print_receipt(receipt_id=receipt.pk)
    assert not is_printed(Receipt.objects.get(pk=receipt.pk))


def test_the_job_prints_it_and_repeating_changes_nothing(settings, obligation, run_jobs):
    receipt = issue_receipt(attempt=pay_online(obligation))
    assert "payments.render_receipt" in run_jobs(queues=["documents"])

    made = Receipt.objects.get(pk=receipt.pk)
    assert is_printed(made)
    assert print_receipt(receipt_id=receipt.pk) is False
    again = Receipt.objects.get(pk=receipt.pk)
    assert (made.file, made.sha256, made.ready_at) == (again.file, again.sha256, again.ready_at)

    file_of(settings, receipt).unlink()
    assert print_receipt(receipt_id=receipt.pk) is True
    assert file_of(settings, receipt).is_file()


def test_english_readers_print_vietnamese_too(settings, online):
    with translation.override("en"):
        assert "Bằng chữ" in text_of(pdf_of(settings, online))


def test_what_people_type_is_printed_not_fetched(settings, obligation, teller):
    pay_in_cash(obligation, teller)
    typed = '<img src="file:///etc/passwd"> & <b>Trà</b>'
    new = replace_receipt(
        actor=teller, key=Receipt.objects.get().key, reason="Sai.", payer_name=typed
    )
    assert typed in text_of(pdf_of(settings, new))
