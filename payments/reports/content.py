"""What the paper of a reconciliation says (báo cáo đối soát thanh toán)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.translation import gettext as _

from payments.models import ReconciliationCase, ReconciliationReport, ReconciliationRow
from payments.models.reconciliation import MovementKind, ReconciliationResult
from payments.providers import registry
from portal.agencies.models import Agency
from portal.shared.clock import PROVINCE_TIME

# A paper that nobody would read: the pages of the portal list the rest.
MOST_ROWS = 1000
BOOKS = ("ours", "provider", "bank")


@dataclass(frozen=True)
class BookLine:
    """One book's day: payments, refunds and what remains, in đồng, and how many movements."""

    name: str
    count: int
    payments_vnd: int
    refunds_vnd: int

    @property
    def net_vnd(self) -> int:
        """Payments less refunds."""
        return self.payments_vnd - self.refunds_vnd


def content(report: ReconciliationReport, at: datetime) -> dict[str, Any]:
    """The context of pdf/reconciliation_report.html, as of now (`at`)."""
    run = report.reconciliation
    rows = ReconciliationRow.objects.filter(reconciliation=run)
    if report.agency_id:
        rows = rows.filter(agency_id=report.agency_id)
    matched = rows.filter(result=ReconciliationResult.MATCHED)
    differences = rows.exclude(result=ReconciliationResult.MATCHED)
    counts = dict(rows.order_by().values_list("result").annotate(Count("pk")))
    agency = report.agency or Agency.objects.filter(parent=None).order_by("pk").first()
    return {
        "document": report,
        "at": at,
        "run": run,
        "provider": _provider(run.provider),
        "agency": report.agency,
        "head": _head(agency, run.provider, run.day.strftime("%y%m%d"), at),
        "books": _books(rows, has_bank=run.bank_vnd is not None),
        "counts": [(label, counts.get(value, 0)) for value, label in ReconciliationResult.choices],
        "differences": _with_cases(_page(differences), run.provider),
        "matched": _page(matched),
        "hidden": max(0, counts.get(ReconciliationResult.MATCHED, 0) - MOST_ROWS),
    }


def _page(rows: QuerySet[ReconciliationRow]) -> list[ReconciliationRow]:
    return list(
        rows.select_related("attempt__obligation", "agency").order_by("agency__name", "pk")[
            :MOST_ROWS
        ]
    )


def _books(rows: QuerySet[ReconciliationRow], *, has_bank: bool) -> list[BookLine]:
    sums = rows.aggregate(
        **{
            f"{book}_{kind}": Sum(f"{book}_vnd", filter=Q(kind=kind), default=0)
            for book in BOOKS
            for kind in MovementKind.values
        },
        **{f"{book}_count": Count(f"{book}_vnd") for book in BOOKS},
    )
    names = (_("Hệ thống một cửa"), _("Đơn vị thanh toán"), _("Ngân hàng (sao kê)"))
    return [
        BookLine(name, sums[f"{book}_count"], sums[f"{book}_payment"], sums[f"{book}_refund"])
        for book, name in zip(BOOKS, names, strict=True)
        if book != "bank" or has_bank
    ]


def _with_cases(rows: list[ReconciliationRow], provider: str) -> list[ReconciliationRow]:
    """Each with `case`: what became of the difference."""
    cases = {
        (case.kind, case.reference, case.result): case
        for case in ReconciliationCase.objects.filter(
            provider=provider, reference__in=[row.reference for row in rows]
        ).select_related("owner")
    }
    for row in rows:
        row.case = cases.get((row.kind, row.reference, row.result))  # type: ignore[attr-defined]
    return rows


def _provider(code: str) -> str:
    try:
        return registry.get(code).label
    except KeyError:
        return code


def _head(agency: Agency | None, provider: str, day: str, at: datetime) -> dict[str, str]:
    """The letterhead of NĐ 30/2020/NĐ-CP, as templates/pdf/_head.html prints it."""
    local = at.astimezone(PROVINCE_TIME)
    month = f"{local.month:02d}" if local.month <= 2 else str(local.month)
    parent = agency.parent.name if agency and agency.parent else ""
    return {
        "parent": parent.replace("Ủy ban nhân dân", "UBND", 1),
        "agency": agency.name if agency else settings.PROVINCE_NAME,
        "number": f"{day}-{provider.upper()}/BC-ĐSTT",
        "place_and_date": _("%(place)s, ngày %(day)s tháng %(month)s năm %(year)s")
        % {
            "place": settings.PROVINCE_NAME,
            "day": f"{local.day:02d}",
            "month": month,
            "year": local.year,
        },
    }
