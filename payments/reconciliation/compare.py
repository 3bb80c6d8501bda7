"""Three books of one day laid beside each other.

A movement belongs to the day on which the provider booked it; whatever day we booked it on, it is
found by its reference. Only what the provider does not know belongs to the day on which we booked
it. So a payment at 23:59:58 that reaches us at 00:00:03 stands in one day, once.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from payments.models.reconciliation import ReconciliationResult as Result
from payments.reconciliation.entry import Entry
from payments.reconciliation.provider_book import Booked, Name

NOT_DONG = "not_dong"


@dataclass(frozen=True)
class Compared:
    """One movement in the three books; amounts in đồng, empty where a book does not have it."""

    kind: str
    reference: str
    attempt_id: int | None
    refund_id: int | None
    agency_id: int | None
    ours_vnd: int | None
    provider_vnd: int | None
    bank_vnd: int | None
    ours_at: datetime | None
    provider_at: datetime | None
    result: Result
    problem: str = ""

    @property
    def name(self) -> Name:
        """What it is known by."""
        return self.kind, self.reference


@dataclass(frozen=True)
class BankBook:
    """What the bank's statements say: sums by kind and reference, and which moments they cover."""

    sums: Mapping[Name, int]
    covers: Callable[[datetime], bool]


def compare(
    booked: Iterable[Booked], ours: Iterable[Entry], alone: Iterable[Entry], bank: BankBook
) -> list[Compared]:
    """The rows of a day. `booked` is the provider's list of the day, `ours` all that our books know
    of it (whatever day), `alone` what we booked on the day and the provider on none."""
    shelf = _Shelf(ours)
    rows = [_beside(line, shelf.find(line)) for line in booked]
    rows += [_only_ours(entry) for entry in alone]
    return [_judged(row, bank) for row in rows]


class _Shelf:
    """Our entries by the provider's reference and by our own key."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by: dict[Name, Entry] = {}
        for entry in entries:
            for name in names_of(entry):
                self._by[name] = entry

    def find(self, line: Booked) -> Entry | None:
        """By reference; else by key, and then another payment on the same page is not booked."""
        entry = self._by.get((line.kind, line.reference))
        if entry:
            return entry
        entry = self._by.get((f"{line.kind}-key", line.key)) if line.key else None
        if entry and entry.is_booked and entry.reference:
            return replace(entry, amount_vnd=None, at=None)
        return entry


def names_of(entry: Entry) -> Iterator[Name]:
    """All that an entry is found by."""
    yield f"{entry.kind}-key", entry.key
    if entry.reference:
        yield entry.kind, entry.reference


def _beside(line: Booked, entry: Entry | None) -> Compared:
    return Compared(
        kind=line.kind,
        reference=line.reference,
        attempt_id=entry.attempt_id if entry else None,
        refund_id=entry.refund_id if entry else None,
        agency_id=entry.agency_id if entry else None,
        ours_vnd=entry.amount_vnd if entry else None,
        provider_vnd=line.amount_vnd,
        bank_vnd=None,
        ours_at=entry.at if entry else None,
        provider_at=line.at,
        result=Result.MATCHED,
        problem=NOT_DONG if line.amount_vnd is None else "",
    )


def _only_ours(entry: Entry) -> Compared:
    return Compared(
        kind=entry.kind,
        reference=entry.name,
        attempt_id=entry.attempt_id,
        refund_id=entry.refund_id,
        agency_id=entry.agency_id,
        ours_vnd=entry.amount_vnd,
        provider_vnd=None,
        bank_vnd=None,
        ours_at=entry.at,
        provider_at=None,
        result=Result.MISSING_AT_PROVIDER,
    )


def _judged(row: Compared, bank: BankBook) -> Compared:
    row = replace(row, bank_vnd=bank.sums.get(row.name))
    return replace(row, result=_result(row, bank))


def _result(row: Compared, bank: BankBook) -> Result:
    if row.problem == NOT_DONG:
        return Result.DIFFERENT_AMOUNT
    if row.provider_vnd is None:
        return Result.MISSING_AT_PROVIDER
    if row.ours_vnd is None:
        return Result.MISSING_HERE
    if row.ours_vnd != row.provider_vnd:
        return Result.DIFFERENT_AMOUNT
    if row.bank_vnd is None:
        assert row.provider_at is not None, "the provider's line has its moment"
        return Result.MISSING_AT_BANK if bank.covers(row.provider_at) else Result.MATCHED
    return Result.MATCHED if row.bank_vnd == row.provider_vnd else Result.DIFFERENT_AMOUNT
