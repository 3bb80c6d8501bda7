"""A receipt for each settled payment, numbered without gaps."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from payments.actions.issue_receipt import issue_receipt
from payments.actions.open_receipt_book import open_receipt_book
from payments.models import PaymentAttempt, Receipt, ReceiptBook
from portal.shared import clock
from tests.at_once import at_once
from tests.payments.factory import make_obligation
from tests.payments.receipts.paying import pay_in_cash, pay_online

pytestmark = pytest.mark.django_db


def test_an_online_payment_gets_its_receipt_by_a_job(obligation, run_jobs):
    attempt = pay_online(obligation)
    assert Receipt.objects.count() == 0

    assert "payments.issue_receipt" in run_jobs(queues=["payments"])

    receipt = Receipt.objects.get()
    assert (receipt.attempt, receipt.number, receipt.amount_vnd) == (attempt, 1, 100_000)
    assert receipt.printed_number == "0000001"
    assert (receipt.payer_name, receipt.payer_address) == (
        "Nguyễn Thị Trà",
        "Thôn Hà Quang, xã Tam Tiến",
    )
    assert (receipt.reference, receipt.description) == (
        obligation.reference,
        "Cấp phiếu lý lịch tư pháp",
    )
    assert receipt.lines == obligation.lines
    assert (receipt.method, receipt.issued_by) == ("stripe", "Hệ thống")
    book = receipt.book
    assert (book.agency, book.year, book.next_number) == (
        obligation.agency,
        clock.today().year,
        2,
    )
    assert (book.form_number, book.series) == ("01BLP-MC", f"MC-{clock.today().year % 100}E")


def test_cash_has_its_receipt_at_once_with_the_clerks_name(obligation, teller):
    attempt = pay_in_cash(obligation, teller)
    receipt = Receipt.objects.get()
    assert (receipt.attempt, receipt.method, receipt.issued_by) == (attempt, "cash", teller.name)


def test_repeated_it_is_the_same_receipt(obligation, run_jobs):
    attempt = pay_online(obligation)
    first = issue_receipt(attempt=attempt)
    run_jobs(queues=["payments"])
    assert issue_receipt(attempt=attempt) == first
    assert Receipt.objects.count() == 1
    assert ReceiptBook.objects.get().next_number == 2


def test_history_has_its_receipt_without_a_job(obligation, run_jobs):
    with clock.pinned(datetime(2022, 3, 22, 2, tzinfo=UTC)):
        pay_online(obligation)
    receipt = Receipt.objects.get()
    assert (receipt.book.year, receipt.book.series) == (2022, "MC-22E")
    assert run_jobs(queues=["payments", "documents"]) == []


def test_what_is_not_settled_gets_none(obligation):
    attempt = pay_online(obligation, amount=90_000)
    assert attempt.state == "surplus"
    assert issue_receipt(attempt=attempt) is None
    assert Receipt.objects.count() == 0
    assert ReceiptBook.objects.count() == 0


def test_each_agency_and_year_has_its_book(payer, justice, one_stop):
    numbers = []
    for agency, year in ((justice, 2025), (justice, 2026), (one_stop, 2026), (justice, 2026)):
        with clock.pinned(datetime(year, 5, 4, 3, tzinfo=UTC)):
            pay_online(make_obligation(payer.citizen, agency=agency))
        receipt = Receipt.objects.latest("pk")
        numbers.append((receipt.book.agency_id, receipt.book.year, receipt.number))
    assert numbers == [
        (justice.pk, 2025, 1),
        (justice.pk, 2026, 1),
        (one_stop.pk, 2026, 1),
        (justice.pk, 2026, 2),
    ]


def test_the_year_is_that_of_the_province(payer):
    with clock.pinned(datetime(2025, 12, 31, 17, 30, tzinfo=UTC)):  # half past midnight here
        pay_online(make_obligation(payer.citizen))
    assert Receipt.objects.get().book.year == 2026


def test_an_installation_sets_its_own_names(settings, justice):
    settings.RECEIPT_FORM_NUMBER, settings.RECEIPT_SERIES = "02BLP1-001", "QN"
    book = open_receipt_book(agency=justice, year=2026)
    assert (book.form_number, book.series) == ("02BLP1-001", "QN-26E")
    assert open_receipt_book(agency=justice, year=2026) == book


@pytest.mark.parametrize(
    "change",
    [
        "number = 7",
        "amount_vnd = 1",
        "payer_name = 'Ai đó'",
        "lines = '[]'",
        "issued_at = now()",
        "issued_by = 'Ai đó'",
        "attempt_id = attempt_id + 1",
        "book_id = book_id + 1",
    ],
)
def test_the_database_keeps_what_is_written(obligation, teller, change):
    pay_in_cash(obligation, teller)
    with (
        pytest.raises(IntegrityError, match="frozen"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"UPDATE payments_receipt SET {change}")


def test_the_database_deletes_no_receipt(obligation, teller):
    pay_in_cash(obligation, teller)
    for table in ("payments_receipt", "payments_receiptbook"):
        with (
            pytest.raises(Exception, match="Cannot delete"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"DELETE FROM {table}")
    assert Receipt.objects.count() == 1


def test_the_database_has_one_valid_receipt_for_an_attempt(obligation, teller):
    pay_in_cash(obligation, teller)
    receipt = Receipt.objects.get()
    receipt.pk, receipt.number = None, 2
    receipt.key = "00000000-0000-4000-8000-000000000000"
    with (
        pytest.raises(IntegrityError, match="receipt_valid_once_per_attempt"),
        transaction.atomic(),
    ):
        receipt.save(force_insert=True)


class Undone(Exception):
    """What rolls a transaction back."""


@pytest.mark.django_db(transaction=True)
def test_numbers_have_no_gap_however_many_write_and_turn_back(payer, justice):
    """Real connections: 20 at once, every third of them undone after the number was taken."""
    attempts = [pay_online(make_obligation(payer.citizen)) for _ in range(20)]

    def issue(place: int, attempt: PaymentAttempt) -> bool:
        try:
            with transaction.atomic():
                issue_receipt(attempt=attempt)
                if place % 3 == 0:
                    raise Undone
        except Undone:
            return False
        return True

    results = at_once(
        *[lambda place=place, one=one: issue(place, one) for place, one in enumerate(attempts)]
    )

    assert results == [place % 3 != 0 for place in range(20)]
    numbers = list(Receipt.objects.order_by("number").values_list("number", flat=True))
    assert numbers == list(range(1, 14))
    book = ReceiptBook.objects.get()
    assert (book.agency, book.next_number) == (justice, 14)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_for_one_payment_write_one(obligation):
    attempt = pay_online(obligation)
    results = at_once(*[lambda: issue_receipt(attempt=attempt)] * 5)
    assert len({receipt.pk for receipt in results}) == 1
    assert Receipt.objects.get().number == 1
