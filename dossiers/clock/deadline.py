"""When a dossier is due, and the reasoning in words for the citizen."""

from datetime import date, datetime, time, timedelta

from dossiers.clock.calendar import MINUTES_PER_DAY, WorkingCalendar
from portal.shared.clock import PROVINCE_TIME

ANSWER_MINUTES = MINUTES_PER_DAY
SAME_DAY_CUT_OFF = time(15, 0)


def answer_due(filed_at: datetime, calendar: WorkingCalendar) -> datetime:
    """A new online dossier is answered within 8 working hours (NĐ 45/2020/NĐ-CP Đ11).

    Filed outside working hours it counts from the next working hour.
    """
    return calendar.add_working_minutes(filed_at, ANSWER_MINUTES)


def result_due(
    received_at: datetime, value: int | None, unit: str, calendar: WorkingCalendar
) -> datetime | None:
    """The end of the working day on which the result is due; None where no limit is set.

    Counting starts on the day after receipt (Bộ luật Dân sự 2015 Đ147). `working_day` counts
    working days; `day` counts calendar days and moves off a day off; `same_day` is today when
    received on a working day before 15:00, else the next working day.
    """
    local = received_at.astimezone(PROVINCE_TIME)
    if unit == "same_day":
        return calendar.closing_time(_same_day(local, calendar))
    if value is None or not unit:
        return None
    if unit == "working_day":
        day = local.date()
        for _ in range(value):
            day = calendar.next_working_day(day)
    else:
        day = local.date() + timedelta(days=value)
    return calendar.closing_time(_off_day_moved(day, calendar))


def resumed(now: datetime, remaining_minutes: int, calendar: WorkingCalendar) -> datetime:
    """The deadline after a detour: what was left of the time, counted from now.

    The time spent waiting for the citizen is not counted (live systems pause).
    """
    if remaining_minutes <= 0:
        return now + timedelta(minutes=remaining_minutes)
    return calendar.add_working_minutes(now, remaining_minutes)


def _same_day(local: datetime, calendar: WorkingCalendar) -> date:
    if calendar.is_working_day(local.date()) and local.time() <= SAME_DAY_CUT_OFF:
        return local.date()
    return calendar.next_working_day(local.date())


def _off_day_moved(day: date, calendar: WorkingCalendar) -> date:
    return day if calendar.is_working_day(day) else calendar.next_working_day(day)
