"""The working calendar: known days and minutes of 2022 to 2026."""

from datetime import date, datetime

import pytest

from dossiers.clock.calendar import WorkingCalendar
from portal.shared.clock import PROVINCE_TIME

CALENDAR = WorkingCalendar()


def at(text: str) -> datetime:
    """`2022-03-22 08:00` in the province."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=PROVINCE_TIME)


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2022, 3, 22), True),
        (date(2022, 3, 26), False),  # Saturday
        (date(2022, 1, 31), False),  # Tết
        (date(2022, 4, 11), False),  # day off for Giỗ Tổ, which fell on a Sunday
        (date(2022, 5, 2), False),  # day off for 30/4, a Saturday
        (date(2024, 4, 29), False),  # swapped
        (date(2024, 5, 4), True),  # worked back on a Saturday
        (date(2026, 8, 22), True),
        (date(2026, 8, 31), False),
    ],
)
def test_working_days(day: date, worked: bool) -> None:
    assert CALENDAR.is_working_day(day) is worked


def test_the_provinces_corrections_win() -> None:
    calendar = WorkingCalendar(
        days_off=frozenset({date(2026, 1, 2)}), days_on=frozenset({date(2026, 1, 10)})
    )
    assert not calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 1, 10))
    assert CALENDAR.is_working_day(date(2026, 1, 2))
    assert not CALENDAR.is_working_day(date(2026, 1, 10))


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2022-03-22 08:00", 60, "2022-03-22 09:00"),
        ("2022-03-22 11:00", 60, "2022-03-22 14:00"),  # over the lunch break
        ("2022-03-22 12:00", 30, "2022-03-22 14:00"),
        ("2022-03-22 17:30", 30, "2022-03-23 07:30"),
        ("2022-03-25 16:30", 60, "2022-03-28 07:30"),  # over the week-end
        ("2022-03-22 08:00", 480, "2022-03-23 08:00"),
        ("2022-01-28 16:00", 120, "2022-02-07 08:00"),  # over Tết
    ],
)
def test_adding_working_minutes(start: str, minutes: int, end: str) -> None:
    assert CALENDAR.add_working_minutes(at(start), minutes) == at(end)
    assert CALENDAR.working_minutes_between(at(start), at(end)) == minutes


def test_minutes_between_count_backwards_too() -> None:
    assert CALENDAR.working_minutes_between(at("2022-03-23 08:00"), at("2022-03-22 08:00")) == -480
