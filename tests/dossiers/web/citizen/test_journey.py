"""The whole way from the procedure to the receipt, through the pages, without scripts."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dossiers.models import Dossier
from payments.models import PaymentAttempt
from services.models import Reduction, Revision
from tests.dossiers.clock.test_calendar import at
from tests.dossiers.web.citizen.page import hidden, text_of
from tests.files import small_jpeg
from tests.payments.sandbox import PaymentSandbox


def test_from_the_procedure_to_the_receipt(
    make_revision: Callable[..., Revision],
    half_price: Reduction,
    browser_of_tra: Client,
    payment_sandbox: PaymentSandbox,
    run_jobs: Callable[..., list[str]],
) -> None:
    make_revision()
    tra = browser_of_tra

    start = tra.get("/me/dossiers/new/2.000488/")
    draft = Dossier.objects.get()
    assert start.headers["Location"] == f"/me/dossiers/{draft.key}/"
    tasks = text_of(tra.get(start.headers["Location"]))
    assert "Đã xong 2/5 bước." in tasks
    assert "Còn 1 giấy tờ bắt buộc" in tasks

    page = tra.get(f"/me/dossiers/{draft.key}/sections/applicant/")
    assert "Bước 1/5" in text_of(page)
    answer = tra.post(
        f"/me/dossiers/{draft.key}/sections/applicant/",
        {
            "version": hidden(page, "version"),
            "full_name": "Nguyễn Thị Trà",
            "phone": "0905 123 456",
            "then": "next",
        },
    )
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/sections/request/"
    page = tra.get(answer.headers["Location"])
    answer = tra.post(
        answer.headers["Location"],
        {"version": hidden(page, "version"), "purpose": "Xin việc làm", "copies": "2"},
    )
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/papers/"

    upload = {"file": SimpleUploadedFile("thẻ căn cước.jpg", small_jpeg())}
    answer = tra.post(f"/me/dossiers/{draft.key}/papers/cccd/", upload)
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/papers/#paper-cccd"
    assert "thẻ căn cước.jpg" in text_of(tra.get(f"/me/dossiers/{draft.key}/papers/"))
    answer = tra.post(f"/me/dossiers/{draft.key}/papers/")
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/delivery/"

    answer = tra.post(answer.headers["Location"], {"return_channel": "counter"})
    assert answer.headers["Location"] == f"/me/dossiers/{draft.key}/check/"
    check = text_of(tra.get(answer.headers["Location"]))
    for words in (
        "Hồ sơ gửi đến Sở Tư pháp.",
        "Mục đích Xin việc làm",
        "thẻ căn cước.jpg",
        "Tại quầy một cửa",
        "200.000 đ",
        "Giảm 50% khi nộp trực tuyến Cách tính: 50% của 200.000 đ "
        "Lý do: hồ sơ nộp trực tuyến; dịch vụ công mức độ 4 "
        "Căn cứ: Nghị quyết 47/NQ-HĐND ngày 08/12/2021 −100.000 đ",
        "Số tiền phải nộp 100.000 đ",
    ):
        assert words in check

    answer = tra.post(f"/me/dossiers/{draft.key}/check/", {"declared": "1"})
    filed = Dossier.objects.get()
    assert answer.headers["Location"] == f"/me/dossiers/{filed.code}/pay/"
    pay = tra.get(answer.headers["Location"])
    assert f"Hồ sơ đã được ghi nhận với mã {filed.code}" in text_of(pay)
    assert "Thanh toán trực tuyến 100.000 đ" in text_of(pay)

    key = filed.subject and hidden(pay, "next")
    assert key == f"/me/dossiers/{filed.code}/filed/"
    start_url = pay.content.decode().partition('action="/me/payments/')[2].partition('"')[0]
    leaves = tra.post(f"/me/payments/{start_url}", {"next": key})
    attempt = PaymentAttempt.objects.get()
    assert leaves.headers["Location"] == attempt.redirect_url
    payment_sandbox.press(attempt.provider_reference, "succeed")
    back = tra.get(f"/me/payments/{attempt.key}/return/")
    assert back.headers["Location"] == f"/me/dossiers/{filed.code}/filed/"

    filed.refresh_from_db()
    assert filed.state == "submitted"
    confirmation = tra.get(back.headers["Location"])
    assert "Đang tạo giấy xác nhận" in text_of(confirmation)
    assert confirmation.headers["Refresh"] == "3"
    assert "dossiers.render_document" in run_jobs(queues=["documents"])
    confirmation = tra.get(back.headers["Location"])
    assert "Mở giấy xác nhận (PDF)" in text_of(confirmation)
    assert "Refresh" not in confirmation.headers
    receipt = filed.documents.get()
    pdf = tra.get(f"/me/dossiers/{filed.code}/documents/{receipt.key}/")
    assert pdf.headers["Content-Type"] == "application/pdf"
    assert b"".join(pdf.streaming_content).startswith(b"%PDF-")


def test_a_declined_payment_leaves_the_dossier_waiting_and_can_be_repeated(
    make_dossier: Callable[..., Dossier], browser_of_tra: Client, payment_sandbox: PaymentSandbox
) -> None:
    dossier = make_dossier("payment_required")
    pay = browser_of_tra.get(f"/me/dossiers/{dossier.code}/pay/")
    start = pay.content.decode().partition('action="/me/payments/')[2].partition('"')[0]
    browser_of_tra.post(f"/me/payments/{start}", {"next": f"/me/dossiers/{dossier.code}/filed/"})
    attempt = PaymentAttempt.objects.get()
    payment_sandbox.press(attempt.provider_reference, "decline")
    answer = text_of(browser_of_tra.get(f"/me/payments/{attempt.key}/return/?cancelled=1"))
    assert "Ngân hàng từ chối giao dịch" in answer
    dossier.refresh_from_db()
    assert dossier.state == "payment_required"
    again = text_of(browser_of_tra.get(f"/me/dossiers/{dossier.code}/pay/"))
    assert "Thanh toán trực tuyến 100.000 đ" in again


@pytest.mark.parametrize("revision", [{"level": 3}, {"fee_vnd": 20_000}])
def test_what_cannot_be_paid_online_is_paid_at_the_counter(
    complete_draft: Callable[..., Dossier], browser_of_tra: Client, revision: dict[str, int]
) -> None:
    draft = complete_draft(**revision)
    answer = browser_of_tra.post(f"/me/dossiers/{draft.key}/check/", {"declared": "1"})
    filed = Dossier.objects.get()
    assert answer.headers["Location"] == f"/me/dossiers/{filed.code}/filed/"
    pay = text_of(browser_of_tra.get(f"/me/dossiers/{filed.code}/pay/"))
    assert "Khoản này nộp tại Trung tâm Phục vụ hành chính công tỉnh Quảng Nam" in pay
    assert "Thanh toán" not in pay


@time_machine.travel(at("2022-03-22 09:30"), tick=False)
def test_the_confirmation_says_the_code_and_until_when_the_counter_answers(
    make_dossier: Callable[..., Dossier], browser_of_tra: Client
) -> None:
    dossier = make_dossier("submitted", fee_vnd=0)
    page = browser_of_tra.get(f"/me/dossiers/{dossier.code}/filed/")
    assert dossier.code == "000.00.15.H47-220322-0001"
    assert "Mã hồ sơ 000.00.15.H47-220322-0001" in text_of(page)
    assert "Bộ phận một cửa trả lời chậm nhất lúc" in text_of(page)
    assert '<img src="data:image/svg+xml' in page.content.decode()
