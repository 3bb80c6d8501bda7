"""Which days of a provider's list have to be read to find what we booked on one day."""

from collections.abc import Iterable
from datetime import date, timedelta

from payments.reconciliation.entry import Entry
from portal.shared.clock import PROVINCE_TIME

# A page lives an hour and a refund some days; older ones are found in the rows of earlier runs.
MOST_DAYS_BACK = 10
ONE_DAY = timedelta(days=1)


def days_around(day: date, entries: Iterable[Entry], *, today: date) -> list[date]:
    """From the day on which the oldest of the entries was opened (no provider can have booked it
    before that) to the day after we booked it (its clock may be behind ours)."""
    opened = [entry.since.astimezone(PROVINCE_TIME).date() for entry in entries]
    first = max(min([day - ONE_DAY, *opened]), day - MOST_DAYS_BACK * ONE_DAY)
    last = min(day + ONE_DAY, today)
    return [first + number * ONE_DAY for number in range((last - first).days + 1)]
