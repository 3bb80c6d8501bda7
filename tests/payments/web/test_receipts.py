"""Receipts on pages: the payer's, the counter's, the books', and behind the QR code."""

import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from payments.actions.issue_receipt import issue_receipt
from payments.models import Receipt, ReceiptBook
from payments.queries import receipt_books
from portal.accounts.actor import Actor
from tests.payments.factory import make_obligation
from tests.payments.receipts.paying import pay_in_cash, pay_online
from tests.world import sign_in

pytestmark = pytest.mark.django_db
TYPED = {"reason": "Ghi sai họ tên.", "payer_name": "Nguyễn Thị Trà My", "payer_address": ""}


@pytest.fixture
def receipt(obligation) -> Receipt:
    """The receipt of an online payment."""
    receipt = issue_receipt(attempt=pay_online(obligation))
    assert receipt is not None
    return receipt


def pdf(receipt: Receipt) -> str:
    return reverse("payments:receipt_pdf", args=[receipt.key])


def mine(receipt: Receipt) -> str:
    return reverse("payments:my_receipt_pdf", args=[receipt.key])


def jobs() -> int:
    return ProcrastinateJob.objects.filter(task_name="payments.render_receipt").count()


def test_the_payer_waits_a_moment_and_then_has_the_pdf(receipt, payer, run_jobs):
    client = sign_in(Client(), payer)
    early = client.get(mine(receipt))
    assert (early.status_code, early["Refresh"]) == (200, "2")
    assert "Biên lai số 0000001 sẽ hiện ở đây" in early.text
    assert client.get(mine(receipt)).status_code == 200
    assert jobs() == 1, "one job however often people look"

    run_jobs(queues=["documents"])

    response = client.get(mine(receipt))
    assert response["Content-Type"] == "application/pdf"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "no-store"
    year = receipt.book.year % 100
    assert f'filename="bien-lai-MC-{year}E-0000001.pdf"' in response["Content-Disposition"]
    assert b"".join(response).startswith(b"%PDF")


def test_a_receipt_is_nobody_elses(receipt, stranger):
    client = sign_in(Client(), stranger)
    assert client.get(mine(receipt)).status_code == 404
    assert client.get(pdf(receipt)).status_code == 403
    assert client.get(reverse("payments:my_receipt_pdf", args=[uuid.uuid4()])).status_code == 404


def test_without_a_payer_only_staff_have_it(stranger, clerk, run_jobs):
    receipt = issue_receipt(attempt=pay_online(make_obligation(None)))
    assert sign_in(Client(), stranger).get(mine(receipt)).status_code == 404
    run_jobs(queues=["documents"])
    assert sign_in(Client(), clerk).get(pdf(receipt))["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("clerk", 200),
        ("clerk_tamtien", 404),
        ("officer", 200),
        ("officer_tamtien", 404),
        ("leader", 200),
        ("admin", 200),
        ("auditor", 200),
    ],
)
def test_staff_have_what_is_their_work(receipt, request, who, status):
    person = request.getfixturevalue(who)
    assert sign_in(Client(), person).get(pdf(receipt)).status_code == status


def test_a_cancelled_one_is_printed_anew_before_it_is_shown(obligation, teller, clerk, run_jobs):
    pay_in_cash(obligation, teller)
    receipt = Receipt.objects.get()
    run_jobs(queues=["documents"])
    client = sign_in(Client(), clerk)
    assert client.get(pdf(receipt))["Content-Type"] == "application/pdf"

    client.post(reverse("payments:receipt_cancel", args=[receipt.key]), TYPED)

    assert client.get(pdf(receipt))["Refresh"] == "2"
    run_jobs(queues=["documents"])
    assert client.get(pdf(receipt))["Content-Type"] == "application/pdf"


def test_the_clerk_cancels_on_a_page(receipt, clerk):
    client = sign_in(Client(), clerk)
    address = reverse("payments:receipt_cancel", args=[receipt.key])
    page = client.get(address).text
    assert "Hủy biên lai số 0000001" in page
    assert 'value="Nguyễn Thị Trà"' in page

    response = client.post(address, TYPED, follow=True)

    assert "Đã hủy biên lai số 0000001. Biên lai mới: số 0000002." in response.text
    assert "Ghi sai họ tên." in response.text
    assert response.text.count("Có hiệu lực") == 1
    assert Receipt.objects.get(number=2).payer_name == "Nguyễn Thị Trà My"

    again = client.post(address, TYPED)
    assert again.status_code == 409
    assert "đã hủy rồi" in again.text
    assert client.get(address).status_code == 409
    assert Receipt.objects.count() == 2


def test_a_missing_reason_is_said_and_nothing_typed_is_lost(receipt, clerk):
    client = sign_in(Client(), clerk)
    address = reverse("payments:receipt_cancel", args=[receipt.key])
    response = client.post(address, TYPED | {"reason": " "})
    assert response.status_code == 422
    assert response.text.count("Ghi lý do hủy") == 2, "beside the field and in the summary"
    assert "Nguyễn Thị Trà My" in response.text
    assert not Receipt.objects.get().is_cancelled


def test_the_counter_finds_by_the_dossiers_code(receipt, clerk, clerk_tamtien):
    address = f"{reverse('payments:counter_receipts')}?q={receipt.reference}"
    assert pdf(receipt) in sign_in(Client(), clerk).get(address).text
    elsewhere = sign_in(Client(), clerk_tamtien).get(address).text
    assert pdf(receipt) not in elsewhere
    assert "Không có biên lai nào" in elsewhere


def test_the_books_tell_their_last_number_and_gaps(receipt, payer, admin, one_stop, teller):
    pay_in_cash(make_obligation(payer.citizen, agency=one_stop), teller)
    client = sign_in(Client(), admin)
    page = client.get(reverse("payments:receipt_books")).text
    assert page.count("Liên tục") == 2
    assert page.count("0000001") == 2
    assert "Có số bị thiếu" not in page

    ReceiptBook.objects.filter(agency=one_stop).update(next_number=3)

    page = client.get(reverse("payments:receipt_books")).text
    assert (page.count("Liên tục"), page.count("Có số bị thiếu")) == (1, 1)


def test_a_book_is_searched_by_number_and_by_code(receipt, payer, auditor):
    other = issue_receipt(attempt=pay_online(make_obligation(payer.citizen)))
    client = sign_in(Client(), auditor)
    book = reverse("payments:receipt_book", args=[receipt.book_id])
    assert pdf(receipt) in client.get(book).text
    assert pdf(other) in client.get(book).text
    for q in ("2", "0000002", other.reference):
        found = client.get(book, {"q": q}).text
        assert pdf(other) in found
        assert pdf(receipt) not in found
    anywhere = client.get(reverse("payments:receipt_books"), {"q": receipt.reference}).text
    assert pdf(receipt) in anywhere
    assert pdf(other) not in anywhere


@pytest.mark.parametrize("q", ["9" * 30, "²", "-1", "%", "'", "abc~1"])
def test_odd_searches_find_nothing(receipt, admin, q):
    client = sign_in(Client(), admin)
    book = reverse("payments:receipt_book", args=[receipt.book_id])
    assert "Không có biên lai nào" in client.get(book, {"q": q}).text
    assert client.get(book, {"before": q}).status_code == 200
    books = reverse("payments:receipt_books")
    assert client.get(books, {"after": q, "year": q}).status_code == 200
    assert client.get(reverse("payments:receipt_book", args=[10**15])).status_code == 404


def test_pages_of_a_book_show_each_receipt_once(payer, admin, monkeypatch):
    monkeypatch.setattr(receipt_books, "RECEIPTS_IN_PAGE", 2)
    for _ in range(5):
        issue_receipt(attempt=pay_online(make_obligation(payer.citizen)))
    book = ReceiptBook.objects.get()
    seen, before = [], ""
    for _ in range(3):
        page, before = receipt_books.receipts_in(book, before=before)
        seen += [each.number for each in page]
    assert (seen, before) == ([5, 4, 3, 2, 1], "")


def test_the_page_of_books_costs_the_same_for_more_books(payer, admin, justice, one_stop):
    def queries() -> int:
        client = sign_in(Client(), admin)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(reverse("payments:receipt_books")).status_code == 200
        return len(captured)

    issue_receipt(attempt=pay_online(make_obligation(payer.citizen, agency=justice)))
    one = queries()
    for agency in (one_stop, justice):
        issue_receipt(attempt=pay_online(make_obligation(payer.citizen, agency=agency)))
    assert queries() == one


def test_anybody_with_the_paper_can_check_it(receipt, clerk):
    address = reverse("payments:receipt_check", args=[receipt.key])
    page = Client().get(address).text
    assert "Biên lai có hiệu lực" in page
    assert "100.000 đ" in page
    assert "Nguyễn Thị Trà" not in page, "no name for who only has the address"
    assert receipt.reference not in page

    sign_in(Client(), clerk).post(reverse("payments:receipt_cancel", args=[receipt.key]), TYPED)
    assert "đã hủy, không còn hiệu lực" in Client().get(address).text
    assert Client().get(reverse("payments:receipt_check", args=[uuid.uuid4()])).status_code == 404


def test_the_payer_sees_the_receipt_where_he_paid(receipt, payer, clerk):
    client = sign_in(Client(), payer)
    obligation = receipt.attempt.obligation
    address = reverse("payments:obligation_detail", args=[obligation.key])
    assert mine(receipt) in client.get(address).text

    sign_in(Client(), clerk).post(reverse("payments:receipt_cancel", args=[receipt.key]), TYPED)

    page = client.get(address).text
    assert page.count("Biên lai số") == 2
    assert "Đã hủy" in page


def test_a_clerk_is_no_leader_of_every_agency(receipt, clerk_tamtien):
    """The filter is by agency, not by role alone."""
    actor: Actor = clerk_tamtien.actor
    assert actor.agency_id != receipt.attempt.obligation.counter_id
    client = sign_in(Client(), clerk_tamtien)
    address = reverse("payments:receipt_cancel", args=[receipt.key])
    assert client.get(address).status_code == 404
    assert client.post(address, TYPED).status_code == 404
    assert not Receipt.objects.get().is_cancelled
