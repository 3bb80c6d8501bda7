"""Differences become cases; a case whose difference is gone has healed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from payments.actions.compare_day import ComparedDay
from payments.models import PaymentAttempt, Reconciliation, ReconciliationCase
from payments.models.reconciliation import ReconciliationResult as Result
from payments.queries.our_book import AT_ONCE
from payments.reconciliation.compare import Compared
from payments.reconciliation.healing import healed_words
from payments.reconciliation.provider_book import Name
from payments.states import AttemptState
from portal.shared import clock

CaseName = tuple[str, str, str]  # kind, reference, result
_State = ReconciliationCase.State


@dataclass(frozen=True)
class Followed:
    """How many cases were opened (or opened again) and how many have healed."""

    opened: int
    healed: int


def follow_cases(*, run: Reconciliation, first: ComparedDay, last: ComparedDay) -> Followed:
    """Open a case for each difference of `last` and for each of `first` that healed at once; mark
    those as healed whose difference is gone. Part of the transaction that writes the rows.

    A closed case stays closed while the amounts are those that the person saw.
    """
    present = _differences(last.rows)
    healed_at_once = {
        name: row for name, row in _differences(first.rows).items() if name not in present
    }
    known = _known(run, [*last.rows, *first.rows])
    opened = sum(_open(run, row, known.get(name)) for name, row in present.items())
    for name, row in healed_at_once.items():
        if name not in known:
            known[name] = _new(run, row)
    gone = [
        case for name, case in known.items() if case.state == _State.OPEN and name not in present
    ]
    _heal(gone, last)
    return Followed(opened=opened, healed=len(gone))


def _differences(rows: Iterable[Compared]) -> dict[CaseName, Compared]:
    return {
        (row.kind, row.reference, str(row.result)): row
        for row in rows
        if row.result != Result.MATCHED
    }


def _known(run: Reconciliation, rows: list[Compared]) -> dict[CaseName, ReconciliationCase]:
    """Cases of this provider about these references, and all that are open about this day."""
    found: dict[CaseName, ReconciliationCase] = {}
    references = sorted({row.reference for row in rows})
    conditions = [Q(day=run.day, state=_State.OPEN)]
    conditions += [
        Q(reference__in=references[start : start + AT_ONCE])
        for start in range(0, len(references), AT_ONCE)
    ]
    for condition in conditions:
        cases = ReconciliationCase.objects.filter(condition, provider=run.provider)
        for case in cases.select_for_update().order_by("pk"):
            found[case.kind, case.reference, case.result] = case
    return found


def _new(run: Reconciliation, row: Compared) -> ReconciliationCase:
    case = ReconciliationCase(
        provider=run.provider,
        kind=row.kind,
        reference=row.reference,
        result=row.result,
        opened_at=clock.now(),
    )
    _as_seen(case, run, row)
    case.save()
    return case


def _open(run: Reconciliation, row: Compared, case: ReconciliationCase | None) -> bool:
    """True when it was not open before."""
    if case is None:
        _new(run, row)
        return True
    seen_before = (case.ours_vnd, case.provider_vnd, case.bank_vnd)
    is_settled = case.state == _State.CLOSED and seen_before == (
        row.ours_vnd, row.provider_vnd, row.bank_vnd,
    )  # fmt: skip
    was_open = case.state == _State.OPEN
    _as_seen(case, run, row)
    if not was_open and not is_settled:
        case.state = _State.OPEN
        case.opened_at = clock.now()
        case.closed_at = case.closed_by = None
        case.resolution = ""
    case.save()
    return not was_open and not is_settled


def _as_seen(case: ReconciliationCase, run: Reconciliation, row: Compared) -> None:
    case.day = run.day
    case.attempt_id = row.attempt_id
    case.refund_id = row.refund_id
    case.agency_id = row.agency_id
    case.ours_vnd = row.ours_vnd
    case.provider_vnd = row.provider_vnd
    case.bank_vnd = row.bank_vnd


def _heal(cases: list[ReconciliationCase], last: ComparedDay) -> None:
    rows: dict[Name, Compared] = {row.name: row for row in last.rows}
    surplus = _surplus(case.attempt_id for case in cases)
    for case in cases:
        name = (case.kind, case.reference)
        row = rows.get(name)
        case.resolution = healed_words(
            case.result,
            kind=case.kind,
            now=row,
            elsewhere=_day(last, name),
            is_surplus=case.attempt_id in surplus,
        )
        case.state = _State.HEALED
        case.closed_at = clock.now()
        if row:
            case.ours_vnd, case.provider_vnd, case.bank_vnd = (
                row.ours_vnd, row.provider_vnd, row.bank_vnd,
            )  # fmt: skip
        case.save()


def _day(last: ComparedDay, name: Name) -> date | None:
    return last.elsewhere.get(name)


def _surplus(attempt_ids: Iterable[int | None]) -> set[int]:
    return set(
        PaymentAttempt.objects.filter(
            pk__in=[each for each in attempt_ids if each], state=AttemptState.SURPLUS
        ).values_list("pk", flat=True)
    )
