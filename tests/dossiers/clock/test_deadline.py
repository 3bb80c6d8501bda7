"""Deadlines by table."""

from datetime import timedelta

import pytest

from dossiers.clock.deadline import answer_due, due_under, result_due, resumed
from services.models import Revision
from tests.dossiers.clock.test_calendar import CALENDAR, at


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        # The day of receipt is day 0.
        ("2022-03-22 08:00", 1, "working_day", "2022-03-23 17:00"),
        ("2022-03-22 08:00", 10, "working_day", "2022-04-05 17:00"),
        ("2022-03-25 16:59", 1, "working_day", "2022-03-28 17:00"),
        # 11/4/2022 is a day off.
        ("2022-04-08 09:00", 1, "working_day", "2022-04-12 17:00"),
        ("2022-03-22 08:00", 10, "day", "2022-04-01 17:00"),
        # 10 calendar days after 30/3 is Saturday 9/4, then Sunday, then the day off of Giỗ Tổ.
        ("2022-03-30 08:00", 10, "day", "2022-04-12 17:00"),
        ("2022-03-22 14:59", 0, "same_day", "2022-03-22 17:00"),
        ("2022-03-22 15:00", 0, "same_day", "2022-03-22 17:00"),
        ("2022-03-22 15:01", 0, "same_day", "2022-03-23 17:00"),
        ("2022-03-26 09:00", 0, "same_day", "2022-03-28 17:00"),
    ],
)
def test_result_due(received: str, value: int, unit: str, due: str) -> None:
    assert result_due(at(received), value, unit, CALENDAR) == at(due)


@pytest.mark.parametrize(
    ("received", "value", "unit", "due"),
    [
        # The day of receipt is day 1.
        ("2022-03-22 08:00", 1, "working_day", "2022-03-22 17:00"),
        ("2022-03-22 08:00", 10, "working_day", "2022-04-04 17:00"),
        # Received on a Saturday: Monday is the first working day.
        ("2022-03-26 09:00", 1, "working_day", "2022-03-28 17:00"),
        ("2022-03-26 09:00", 2, "working_day", "2022-03-29 17:00"),
        ("2022-03-22 08:00", 10, "day", "2022-03-31 17:00"),
        # A calendar day counts on a Saturday, too; the last one moves off a day off.
        ("2022-03-26 09:00", 2, "day", "2022-03-28 17:00"),
        ("2022-03-22 08:00", 0, "working_day", "2022-03-22 17:00"),
        ("2022-03-22 15:01", 0, "same_day", "2022-03-23 17:00"),
    ],
)
def test_the_day_of_receipt_may_count(received: str, value: int, unit: str, due: str) -> None:
    assert result_due(at(received), value, unit, CALENDAR, counts_first_day=True) == at(due)


@pytest.mark.parametrize(
    ("rule", "due"), [("next_day", "2022-03-23 17:00"), ("first_day", "2022-03-22 17:00")]
)
def test_the_revision_says_how(rule: str, due: str) -> None:
    revision = Revision(time_value=1, time_unit="working_day", clock_rule=rule)
    assert due_under(revision, at("2022-03-22 08:00"), CALENDAR) == at(due)


def test_no_limit_no_due_date() -> None:
    assert result_due(at("2022-03-22 08:00"), None, "", CALENDAR) is None


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        ("2022-03-22 08:00", "2022-03-23 08:00"),
        ("2022-03-22 20:00", "2022-03-23 17:00"),
        ("2022-03-25 16:00", "2022-03-28 16:00"),
    ],
)
def test_answer_due_in_eight_working_hours(filed: str, due: str) -> None:
    assert answer_due(at(filed), CALENDAR) == at(due)


def test_resumed_gives_back_what_was_left() -> None:
    assert resumed(at("2022-03-22 08:00"), 90, CALENDAR) == at("2022-03-22 09:30")


def test_resumed_late_stays_late() -> None:
    moment = at("2022-03-22 08:00")
    assert resumed(moment, -30, CALENDAR) == moment - timedelta(minutes=30)
