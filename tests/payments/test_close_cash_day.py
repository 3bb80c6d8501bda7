"""A till is counted and closed once; what is missing or too much is in the books."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from payments.actions.close_cash_day import close_cash_day
from payments.actions.settle_at_counter import settle_at_counter
from payments.errors import CashDayClosed, NoOpenCashDay
from payments.events import CashDayClosed as Closed
from payments.ledger import book
from payments.models import CashDay, LedgerEntry, Obligation
from payments.models.ledger_entry import Account
from portal.shared import clock, events
from portal.shared.errors import InvalidInput
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once
from tests.payments.factory import books, make_obligation, make_teller

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(teller, obligation) -> CashDay:
    """500.000 đ of change and 100.000 đ taken."""
    settle_at_counter(actor=teller, subject=obligation.subject)
    return CashDay.objects.get()


def close(teller, day, counted_vnd, reason=""):
    return close_cash_day(
        actor=teller, key=day.key, counted_vnd=counted_vnd, difference_reason=reason
    )


def test_counted_right(teller, day):
    seen = []
    events.subscribe(Closed, seen.append)
    try:
        close(teller, day, 600_000)
    finally:
        events._handlers[Closed].remove(seen.append)

    found = CashDay.objects.get()
    assert (found.state, found.expected_vnd, found.counted_vnd) == ("closed", 600_000, 600_000)
    assert (found.difference_vnd, found.difference_reason) == (0, "")
    assert books() == {"till": 0, "handed_in": 100_000, "fees": -100_000}
    assert seen == [Closed(cash_day_id=day.pk)]
    entry = ActionLogEntry.objects.get(action="close_cash_day")
    assert entry.detail == {"expected_vnd": 600_000, "counted_vnd": 600_000, "difference_vnd": 0}


@pytest.mark.parametrize(
    ("counted", "handed_in", "difference"),
    [(590_000, 90_000, 10_000), (605_000, 105_000, -5_000), (0, -500_000, 600_000)],
    ids=["too little", "too much", "empty"],
)
def test_a_difference_is_booked_with_its_reason(teller, day, counted, handed_in, difference):
    close(teller, day, counted, "  Trả lại nhầm tiền lẻ. ")

    found = CashDay.objects.get()
    assert (found.difference_vnd, found.difference_reason) == (
        -difference,
        "Trả lại nhầm tiền lẻ.",
    )
    assert books() == {
        "till": 0,
        "handed_in": handed_in,
        "cash_difference": difference,
        "fees": -100_000,
    }


@pytest.mark.parametrize(
    ("counted", "words"),
    [(590_000, "kiểm đếm thiếu 10.000 đ"), (600_001, "kiểm đếm thừa 1 đ")],
)
def test_a_difference_needs_a_reason(teller, day, counted, words):
    with pytest.raises(InvalidInput, match=words) as refused:
        close(teller, day, counted, "   ")
    assert list(refused.value.errors) == ["difference_reason"]
    assert CashDay.objects.get().state == "open"
    assert books() == {"till": 100_000, "fees": -100_000}


def test_no_takings_no_entries(teller):
    close(teller, CashDay.objects.get(), 500_000)
    assert LedgerEntry.objects.count() == 0
    assert CashDay.objects.get().state == "closed"


def test_closed_once(teller, day):
    close(teller, day, 600_000)
    with pytest.raises(CashDayClosed):
        close(teller, day, 600_000)
    assert LedgerEntry.objects.count() == 4


def test_nobody_else_closes_it(day, clerk, clerk_tamtien, leader):
    for other in (clerk, clerk_tamtien, leader):
        with pytest.raises(CashDay.DoesNotExist):
            close(other.actor, day, 600_000)
    assert CashDay.objects.get().state == "open"


def test_a_closed_till_takes_nothing(teller, day):
    close(teller, day, 600_000)
    later = make_obligation(None)
    with pytest.raises(NoOpenCashDay):
        settle_at_counter(actor=teller, subject=later.subject)
    assert Obligation.objects.get(pk=later.pk).state == "due"


def raw(sql: str, *values: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.mark.parametrize(
    "change",
    [
        "counted_vnd = 1, difference_vnd = 1 - expected_vnd, difference_reason = 'x'",
        "difference_reason = 'x'",
        "closed_at = now() + interval '1 day'",
        "float_vnd = 0",
        "day = day - 1",
    ],
)
def test_the_database_keeps_a_closed_day(teller, day, change):
    close(teller, day, 600_000)
    before = CashDay.objects.values().get()
    with pytest.raises(DatabaseError, match="frozen"):
        raw(f"UPDATE payments_cashday SET {change}")
    with pytest.raises(DatabaseError, match="Cannot delete"):
        raw("DELETE FROM payments_cashday")
    assert CashDay.objects.values().get() == before


def test_the_database_books_nothing_into_a_closed_till(teller, day, obligation):
    attempt = obligation.attempts.get()
    close(teller, day, 600_000)
    with pytest.raises(IntegrityError, match="day of the till is closed"), transaction.atomic():
        book(
            transfer="late",
            into=Account.TILL,
            for_account=Account.FEES,
            amount_vnd=1,
            attempt=attempt,
            cash_day=CashDay.objects.get(),
        )
    with pytest.raises(IntegrityError, match="without the day of a till"), transaction.atomic():
        LedgerEntry.objects.create(
            transfer="none", account="till", amount_vnd=1, attempt=attempt, at=clock.now()
        )
    assert LedgerEntry.objects.count() == 4


def test_the_database_closes_no_till_with_money_in_it(day):
    with pytest.raises(DatabaseError, match="closed with money in the till"):
        raw(
            "UPDATE payments_cashday SET state = 'closed', closed_at = now(), expected_vnd = 0,"
            " counted_vnd = 0, difference_vnd = 0"
        )


@pytest.mark.django_db(transaction=True)
def test_closing_and_receiving_at_once_lose_nothing():
    """Either in the closing or refused: whoever comes second sees what the first did."""
    for _round in range(5):
        teller = make_teller()
        owed = make_obligation(None)
        day = CashDay.objects.get(clerk_id=teller.user_id)

        received, closed = at_once(
            lambda teller=teller, owed=owed: settle_at_counter(actor=teller, subject=owed.subject),
            lambda teller=teller, day=day: close(teller, day, 100_000, "Đếm lại chưa khớp."),
        )

        assert closed.state == "closed", closed
        if isinstance(received, NoOpenCashDay):
            assert Obligation.objects.get(pk=owed.pk).state == "due"
            assert closed.expected_vnd == 0
        else:
            assert received.state == "settled"
            assert closed.expected_vnd == 100_000
        assert books().get("till", 0) == 0


@pytest.mark.django_db(transaction=True)
def test_two_closings_at_once_are_one(teller, day):
    results = at_once(*[lambda: close(teller, day, 600_000)] * 2)
    assert sorted(type(each).__name__ for each in results) == ["CashDay", "CashDayClosed"]
    assert books() == {"till": 0, "handed_in": 100_000, "fees": -100_000}


@pytest.mark.django_db(transaction=True)
def test_receiving_twice_at_once_is_once(teller, obligation):
    results = at_once(*[lambda: settle_at_counter(actor=teller, subject=obligation.subject)] * 2)
    assert [each.state for each in results] == ["settled"] * 2
    assert books() == {"till": 100_000, "fees": -100_000}
