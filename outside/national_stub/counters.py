"""Counters by day and province, kept up while taking in."""

from collections import Counter
from datetime import datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.db import connection

HERE = ZoneInfo("Asia/Ho_Chi_Minh")
ADD = """
    INSERT INTO national_stub_daycount (day, province, states, procedures, refusals)
    VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (day, province) DO UPDATE SET
        states = national_stub_daycount.states + EXCLUDED.states,
        procedures = national_stub_daycount.procedures + EXCLUDED.procedures,
        refusals = national_stub_daycount.refusals + EXCLUDED.refusals
"""
What = Literal["states", "procedures", "refusals"]
Counts = Counter[tuple[str, What]]


def add_counts(counts: Counts, *, now: datetime) -> None:
    """Add these to the counters of the day, in the order of the provinces."""
    day = now.astimezone(HERE).date()
    with connection.cursor() as cursor:
        for province in sorted({province for province, _what in counts}):
            each = [counts[province, what] for what in ("states", "procedures", "refusals")]
            cursor.execute(ADD, [day, province, *each])
