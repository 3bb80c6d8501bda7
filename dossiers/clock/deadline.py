"""When a dossier is due, and the reasoning in words for the citizen.

An online dossier is answered within 8 working hours: NĐ 45/2020/NĐ-CP, Điều 11 (for finance also
TT 87/2021/TT-BTC, Điều 10).
"""

from datetime import date, datetime, time, timedelta
from typing import Protocol

from dossiers.clock.calendar import MINUTES_PER_DAY, WorkingCalendar
from portal.shared.clock import PROVINCE_TIME

ANSWER_MINUTES = MINUTES_PER_DAY
SAME_DAY_CUT_OFF = time(15, 0)
FIRST_DAY = "first_day"


class TimeRules(Protocol):
    """What a revision says of time (`services.models.Revision`, `services.binding.Binding`)."""

    @property
    def time_value(self) -> int | None: ...
    @property
    def time_unit(self) -> str: ...
    @property
    def clock_rule(self) -> str: ...


def answer_due(filed_at: datetime, calendar: WorkingCalendar) -> datetime:
    """A new online dossier is answered within 8 working hours (NĐ 45/2020/NĐ-CP Đ11).

    Filed outside working hours it counts from the next working hour.
    """
    return calendar.add_working_minutes(filed_at, ANSWER_MINUTES)


def result_due(
    received_at: datetime,
    value: int | None,
    unit: str,
    calendar: WorkingCalendar,
    *,
    counts_first_day: bool = False,
) -> datetime | None:
    """The end of the working day on which the result is due; None where no limit is set.

    Counting starts on the day after receipt (Bộ luật Dân sự 2015 Đ147), or on the day of receipt
    itself where the procedure's decision says so (`counts_first_day`; a day off is never a first
    working day). `working_day` counts working days; `day` counts calendar days and moves off a
    day off; `same_day` is today when received on a working day before 15:00, else the next
    working day.
    """
    local = received_at.astimezone(PROVINCE_TIME)
    if unit == "same_day":
        return calendar.closing_time(_same_day(local, calendar))
    if value is None or not unit:
        return None
    day = local.date()
    counted = int(counts_first_day and value > 0 and _may_be_first(day, unit, calendar))
    if unit == "working_day":
        for _ in range(value - counted):
            day = calendar.next_working_day(day)
    else:
        day += timedelta(days=value - counted)
    return calendar.closing_time(_off_day_moved(day, calendar))


def due_under(
    rules: TimeRules, received_at: datetime, calendar: WorkingCalendar
) -> datetime | None:
    """The same by the rules of a revision."""
    return result_due(
        received_at,
        rules.time_value,
        rules.time_unit,
        calendar,
        counts_first_day=rules.clock_rule == FIRST_DAY,
    )


def resumed(now: datetime, remaining_minutes: int, calendar: WorkingCalendar) -> datetime:
    """The deadline after a detour: what was left of the time, counted from now.

    The time spent waiting for the citizen is not counted (live systems pause).
    """
    if remaining_minutes <= 0:
        return now + timedelta(minutes=remaining_minutes)
    return calendar.add_working_minutes(now, remaining_minutes)


def _may_be_first(day: date, unit: str, calendar: WorkingCalendar) -> bool:
    return unit != "working_day" or calendar.is_working_day(day)


def _same_day(local: datetime, calendar: WorkingCalendar) -> date:
    if calendar.is_working_day(local.date()) and local.time() <= SAME_DAY_CUT_OFF:
        return local.date()
    return calendar.next_working_day(local.date())


def _off_day_moved(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)
