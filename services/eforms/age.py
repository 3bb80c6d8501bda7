"""Completed years between two days."""

from datetime import date


def full_years(born: date, on: date) -> int:
    """Completed years of age; a year is full on the birthday (29 February: on 1 March)."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
