"""Reads about reconciliation. Provincial admins and auditors see all of it, nobody else any (the
pages' gate).

The number of queries of a page does not depend on the data: a list of days reads the totals and
counts that each run keeps, a day's figures are summed over that day's rows alone (by an index),
lists are read a page at a time, and open cases are counted in an index that holds nothing else.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from payments.models import (
    BankStatement,
    BankStatementLine,
    LedgerEntry,
    ProviderEvent,
    Reconciliation,
    ReconciliationCase,
    ReconciliationRow,
)
from payments.models.reconciliation import MovementKind, ReconciliationResult

DAYS_A_PAGE, ROWS_A_PAGE, CASES_A_PAGE, STATEMENTS_SHOWN = 31, 50, 50, 12
_OPEN = ReconciliationCase.State.OPEN


def days(*, before: date | None = None) -> tuple[list[Reconciliation], date | None]:
    """The runs of a page of days, the latest first; and the day to go on before, if any."""
    runs = Reconciliation.objects.order_by("-day", "provider")
    if before:
        runs = runs.filter(day__lt=before)
    found = list(runs.values_list("day", flat=True).distinct().order_by("-day")[: DAYS_A_PAGE + 1])
    if not found:
        return [], None
    page = found[:DAYS_A_PAGE]
    on_page = list(runs.filter(day__gte=page[-1]))
    return on_page, page[-1] if len(found) > DAYS_A_PAGE else None


def open_counts(runs: Iterable[Reconciliation]) -> dict[tuple[str, date], int]:
    """How many cases are open, by provider and day."""
    counts = (
        ReconciliationCase.objects.filter(state=_OPEN, day__in={run.day for run in runs})
        .order_by()
        .values_list("provider", "day")
        .annotate(Count("pk"))
    )
    return {(provider, day): count for provider, day, count in counts}


def open_cases_of(runs: Iterable[Reconciliation]) -> list[ReconciliationCase]:
    """Every open case of these runs."""
    runs = list(runs)
    pairs = {(run.provider, run.day) for run in runs}
    cases = ReconciliationCase.objects.filter(state=_OPEN, day__in={run.day for run in runs})
    return [case for case in cases.order_by("day", "pk") if (case.provider, case.day) in pairs]


def cases(
    *, state: str = _OPEN, after: int = 0, most: int = CASES_A_PAGE
) -> tuple[list[ReconciliationCase], int | None]:
    """A page of cases: open ones the oldest first, others the latest first; and where to go on."""
    found = ReconciliationCase.objects.filter(state=state).select_related("owner", "agency")
    oldest_first = state == _OPEN
    if after:
        found = found.filter(pk__gt=after) if oldest_first else found.filter(pk__lt=after)
    page = list(found.order_by("pk" if oldest_first else "-pk")[: most + 1])
    return page[:most], page[most - 1].pk if len(page) > most else None


def case_by(pk: int) -> ReconciliationCase:
    """Raises ReconciliationCase.DoesNotExist."""
    return ReconciliationCase.objects.select_related(
        "owner", "closed_by", "agency", "attempt__obligation", "refund"
    ).get(pk=pk)


def run_of(provider: str, day: date) -> Reconciliation:
    """Raises Reconciliation.DoesNotExist."""
    return Reconciliation.objects.get(provider=provider, day=day)


@dataclass(frozen=True)
class AgencyFigures:
    """One agency's share of a day: net amounts in đồng and the number of rows by result."""

    agency_id: int | None
    agency_name: str
    ours_vnd: int
    provider_vnd: int
    bank_vnd: int
    rows: int
    counts: dict[str, int]


def by_agency(run: Reconciliation) -> list[AgencyFigures]:
    """The day's figures by agency, those of nobody known last."""
    sums = {
        f"{kind}_{book}": Sum(f"{book}_vnd", filter=Q(kind=kind), default=0)
        for book in ("ours", "provider", "bank")
        for kind in MovementKind.values
    }
    counts = {
        f"n_{result}": Count("pk", filter=Q(result=result))
        for result in ReconciliationResult.values
    }
    grouped = run.rows.order_by().values("agency_id", "agency__name")
    found = cast("Iterable[dict[str, Any]]", grouped.annotate(count=Count("pk"), **sums, **counts))
    figures = [
        AgencyFigures(
            agency_id=row["agency_id"],
            agency_name=row["agency__name"] or "",
            ours_vnd=row["payment_ours"] - row["refund_ours"],
            provider_vnd=row["payment_provider"] - row["refund_provider"],
            bank_vnd=row["payment_bank"] - row["refund_bank"],
            rows=row["count"],
            counts={result: row[f"n_{result}"] for result in ReconciliationResult.values},
        )
        for row in found
    ]
    return sorted(figures, key=lambda each: (not each.agency_name, each.agency_name))


def rows_of(
    run: Reconciliation,
    *,
    agency_id: int | None = None,
    nobodys: bool = False,
    result: str = "",
    after: int = 0,
    most: int = ROWS_A_PAGE,
) -> tuple[list[ReconciliationRow], int | None]:
    """A page of the day's rows, differences and matches alike; and where to go on. `nobodys`: those
    of no known agency."""
    rows = run.rows.select_related("agency", "attempt__obligation").filter(pk__gt=after)
    if nobodys:
        rows = rows.filter(agency__isnull=True)
    elif agency_id is not None:
        rows = rows.filter(agency_id=agency_id)
    if result:
        rows = rows.filter(result=result)
    page = list(rows.order_by("pk")[: most + 1])
    return page[:most], page[most - 1].pk if len(page) > most else None


def row_of(run: Reconciliation, kind: str, reference: str) -> ReconciliationRow:
    """Raises ReconciliationRow.DoesNotExist."""
    return run.rows.select_related("agency", "attempt__obligation", "refund", "reconciliation").get(
        kind=kind, reference=reference
    )


def row_now(case: ReconciliationCase) -> ReconciliationRow | None:
    """The row in which the case's movement stands now, if it does."""
    return (
        ReconciliationRow.objects.filter(
            reconciliation__provider=case.provider, kind=case.kind, reference=case.reference
        )
        .select_related("reconciliation", "agency", "attempt__obligation", "refund")
        .order_by("-reconciliation__day")
        .first()
    )


def cases_about(row: ReconciliationRow) -> QuerySet[ReconciliationCase]:
    """Every case about the row's movement."""
    return ReconciliationCase.objects.filter(
        provider=row.reconciliation.provider, kind=row.kind, reference=row.reference
    ).order_by("-pk")


def ledger_entries_about(row: ReconciliationRow) -> QuerySet[LedgerEntry]:
    """What the books say of the row's payment or refund."""
    entries = LedgerEntry.objects.order_by("at", "pk")
    if row.refund_id:
        return entries.filter(refund_id=row.refund_id)
    if row.attempt_id and row.kind == MovementKind.PAYMENT:
        return entries.filter(attempt_id=row.attempt_id, refund__isnull=True)
    return entries.none()


def events_about(row: ReconciliationRow) -> QuerySet[ProviderEvent]:
    """What the provider told us by itself about the row's payment."""
    if row.attempt is None:
        return ProviderEvent.objects.none()
    return ProviderEvent.objects.filter(
        provider=row.reconciliation.provider, attempt_key=str(row.attempt.key)
    ).order_by("received_at")[:ROWS_A_PAGE]


def bank_lines_about(row: ReconciliationRow) -> QuerySet[BankStatementLine]:
    """What the bank's statements say of the row's movement."""
    lines = BankStatementLine.objects.filter(reference=row.reference).select_related("statement")
    side = {"amount_vnd__gt": 0} if row.kind == MovementKind.PAYMENT else {"amount_vnd__lt": 0}
    return lines.filter(**side).order_by("booked_on", "pk")


def statements() -> list[BankStatement]:
    """The statements given last."""
    return list(
        BankStatement.objects.select_related("imported_by").order_by("-pk")[:STATEMENTS_SHOWN]
    )


def statement_by(pk: int) -> BankStatement:
    """Raises BankStatement.DoesNotExist."""
    return BankStatement.objects.select_related("imported_by").get(pk=pk)


def lines_of(
    statement: BankStatement, *, unknown: bool = False, after: int = 0
) -> tuple[list[BankStatementLine], int | None]:
    """A page of the lines that this file brought, each with `is_known`: whether a compared day has
    its reference. `unknown`: only those without."""
    same = ReconciliationRow.objects.filter(reference=OuterRef("reference"))
    lines = statement.lines.filter(line_number__gt=after).annotate(is_known=Exists(same))
    if unknown:
        lines = lines.filter(is_known=False)
    page: list[BankStatementLine] = list(lines.order_by("line_number")[: ROWS_A_PAGE + 1])
    more = page[ROWS_A_PAGE - 1].line_number if len(page) > ROWS_A_PAGE else None
    return page[:ROWS_A_PAGE], more
