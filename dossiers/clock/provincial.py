"""The province's calendar: the national rule with the corrections in the database."""

import time
from functools import lru_cache

from dossiers.clock.calendar import WorkingCalendar
from dossiers.models import CalendarDay


def provincial_calendar() -> WorkingCalendar:
    """The calendar in force; corrections are read again every minute."""
    return _loaded(int(time.monotonic() // 60))


@lru_cache(maxsize=1)
def _loaded(_minute: int) -> WorkingCalendar:
    days = list(CalendarDay.objects.values_list("day", "kind"))
    worked = frozenset(day for day, kind in days if kind == CalendarDay.Kind.WORKED)
    return WorkingCalendar(days_off=frozenset(day for day, _kind in days) - worked, days_on=worked)


def forget() -> None:
    """Read the corrections again at once."""
    _loaded.cache_clear()
