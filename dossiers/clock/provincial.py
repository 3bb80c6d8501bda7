"""The province's calendar: the national rule with the corrections in the database."""

from functools import lru_cache

from dossiers.clock.calendar import WorkingCalendar
from dossiers.models import CalendarDay
from portal.shared import clock


def provincial_calendar() -> WorkingCalendar:
    """The calendar in force; corrections are read again every minute."""
    return _loaded(int(clock.now().timestamp() // 60))


@lru_cache(maxsize=1)
def _loaded(_minute: int) -> WorkingCalendar:
    days = list(CalendarDay.objects.values_list("day", "kind"))
    worked = frozenset(day for day, kind in days if kind == CalendarDay.Kind.WORKED)
    return WorkingCalendar(days_off=frozenset(day for day, _kind in days) - worked, days_on=worked)
