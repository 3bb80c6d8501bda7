"""The bank's statements as a book that can be laid beside the two others."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Sum

from payments.models import BankStatement, BankStatementLine
from payments.queries.our_book import AT_ONCE, day_of
from payments.reconciliation.compare import BankBook
from payments.reconciliation.provider_book import Name

# The bank may book what came in the last hour of a day on the next one.
BANK_LAG = timedelta(hours=1)


@dataclass(frozen=True)
class BankDays:
    """The book, and which of the days asked for the statements speak for."""

    book: BankBook
    covered: frozenset[date]


def bank_book(references: Iterable[str], days: Iterable[date]) -> BankDays:
    """The sums of the lines with these references, on whatever day; money in is a payment, money
    out a refund. A moment is covered when statements speak for its day and for the day on which
    the bank could book it at the latest."""
    covered = _covered(days)
    book = BankBook(
        sums=_sums(sorted(set(references) - {""})),
        covers=lambda moment: {day_of(moment), day_of(moment + BANK_LAG)} <= covered,
    )
    return BankDays(book, covered)


def _sums(references: list[str]) -> dict[Name, int]:
    found: dict[Name, int] = {}
    for start in range(0, len(references), AT_ONCE):
        lines = BankStatementLine.objects.filter(reference__in=references[start : start + AT_ONCE])
        for kind, side in (("payment", {"amount_vnd__gt": 0}), ("refund", {"amount_vnd__lt": 0})):
            sums = lines.filter(**side).values_list("reference").annotate(Sum("amount_vnd"))
            found |= {(kind, reference): abs(total) for reference, total in sums}
    return found


def _covered(days: Iterable[date]) -> frozenset[date]:
    return frozenset(
        day
        for day in days
        if BankStatement.objects.filter(first_day__lte=day, last_day__gte=day).exists()
    )
