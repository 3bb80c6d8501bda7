"""The day of the queue: numbers, desks and figures begin anew every day of the province."""

from datetime import date, datetime, time

from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME


def start_of(day: date) -> datetime:
    """Its first moment (aware)."""
    return datetime.combine(day, time.min, tzinfo=PROVINCE_TIME)


def start_of_today() -> datetime:
    """Who took a desk before it has gone home since."""
    return start_of(clock.today())
