"""Read three books and lay a day of them beside each other. Over HTTP; writes nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from payments.models import ReconciliationRow
from payments.queries.bank_book import bank_book
from payments.queries.our_book import AT_ONCE, booked_on, known_of
from payments.reconciliation.compare import Compared, compare
from payments.reconciliation.days import days_around
from payments.reconciliation.entry import Entry
from payments.reconciliation.provider_book import Name, ProviderBook
from portal.shared import clock


@dataclass(frozen=True)
class ComparedDay:
    """The rows of the day. `elsewhere`: what we booked on it and the provider on another day, with
    that day. `bank_speaks`: a statement covers the day."""

    rows: Sequence[Compared]
    elsewhere: dict[Name, date]
    bank_speaks: bool


def compare_day(*, provider: str, day: date, book: ProviderBook) -> ComparedDay:
    """Raises ProviderUnavailable, ProviderRefused when a list cannot be read."""
    lines = book.of(day)
    here = book.names_of([day])
    left = [entry for entry in booked_on(provider, day) if entry.found_by not in here]
    elsewhere = _elsewhere(provider, day, left, book)
    bank = bank_book(
        [*(line.reference for line in lines), *(entry.reference for entry in left)],
        [day, day + timedelta(days=1)],
    )
    alone = [entry for entry in left if entry.found_by not in elsewhere]
    rows = compare(lines, known_of(provider, lines), alone, bank.book)
    return ComparedDay(rows, elsewhere, bank_speaks=day in bank.covered)


def _elsewhere(
    provider: str, day: date, left: Sequence[Entry], book: ProviderBook
) -> dict[Name, date]:
    """In the provider's lists of the days around, or in the rows of a day compared before."""
    if not left:
        return {}
    found = book.names_of(days_around(day, left, today=clock.today()))
    names = [entry.reference for entry in left if entry.reference and entry.found_by not in found]
    for start in range(0, len(names), AT_ONCE):
        rows = ReconciliationRow.objects.filter(
            reconciliation__provider=provider,
            reference__in=names[start : start + AT_ONCE],
            provider_at__isnull=False,
        ).exclude(reconciliation__day=day)
        found |= {
            (kind, reference): other
            for kind, reference, other in rows.values_list(
                "kind", "reference", "reconciliation__day"
            )
        }
    return found
