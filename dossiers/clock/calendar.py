"""Working days and hours: a pure calendar, fed by the `holidays` package and the province's table.

Sources: Bộ luật Lao động 2019 Đ112 (public holidays); hours 07:00-11:30 and 13:30-17:00 as in
live one-stop systems (8 working hours are one working day).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import holidays

from portal.shared.clock import PROVINCE_TIME

# Fills itself year by year as it is asked.
NATIONAL = holidays.country_holidays("VN")
MINUTES_PER_DAY = 8 * 60
SESSIONS = ((time(7, 0), time(11, 30)), (time(13, 30), time(17, 0)))


@dataclass(frozen=True)
class WorkingCalendar:
    """Which days and minutes are worked. `days_off` and `days_on` correct the package's rule."""

    days_off: frozenset[date] = frozenset()
    days_on: frozenset[date] = frozenset()
    sessions: tuple[tuple[time, time], ...] = SESSIONS

    def is_working_day(self, day: date) -> bool:
        """Monday to Friday without holidays, with the swaps the Government fixed."""
        if day in self.days_on:
            return True
        return day not in self.days_off and NATIONAL.is_working_day(day)

    def next_working_day(self, day: date) -> date:
        """The first working day after `day`."""
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    def working_spans(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """The worked spans from `start` on, without end."""
        local = start.astimezone(PROVINCE_TIME)
        day = local.date()
        while True:
            if self.is_working_day(day):
                for opens, closes in self.sessions:
                    begin = max(datetime.combine(day, opens, PROVINCE_TIME), local)
                    end = datetime.combine(day, closes, PROVINCE_TIME)
                    if begin < end:
                        yield begin, end
            day += timedelta(days=1)

    def add_working_minutes(self, start: datetime, minutes: int) -> datetime:
        """The moment at which `minutes` have been worked since `start`."""
        for begin, end in self.working_spans(start):
            span = int((end - begin).total_seconds() // 60)
            if minutes <= span:
                return begin + timedelta(minutes=minutes)
            minutes -= span
        raise AssertionError("working_spans never ends")

    def working_minutes_between(self, start: datetime, end: datetime) -> int:
        """Worked minutes from `start` to `end`; negative when `end` lies before `start`."""
        if end < start:
            return -self.working_minutes_between(end, start)
        total = 0
        for begin, finish in self.working_spans(start):
            if begin >= end:
                return total
            total += int((min(finish, end) - begin).total_seconds() // 60)
        raise AssertionError("working_spans never ends")

    def closing_time(self, day: date) -> datetime:
        """The end of the working day."""
        return datetime.combine(day, self.sessions[-1][1], PROVINCE_TIME)
