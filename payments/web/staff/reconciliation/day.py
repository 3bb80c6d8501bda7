"""One provider's day: figures by agency, rows, and each row's own page."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from payments import jobs
from payments.models import Reconciliation, ReconciliationRow
from payments.models.reconciliation import ReconciliationResult
from payments.queries import reconciliation as queries
from payments.queries.reconciliation import AgencyFigures
from payments.web.staff.reconciliation.overview import READERS, WRITERS, number_or_zero
from payments.web.staff.reconciliation.words import (
    KINDS,
    counts_of,
    day_url,
    decorate_cases,
    provider_label,
)
from portal.accounts.web.access import ActorRequest, StaffRequired

NOBODY = "none"


def run_or_404(provider: str, day: str) -> Reconciliation:
    """The run that an address names."""
    try:
        return queries.run_of(provider, date.fromisoformat(day))
    except (ValueError, Reconciliation.DoesNotExist) as error:
        raise Http404 from error


class ReconciliationDayView(StaffRequired, TemplateView):
    """`?agency=` (an id, or "none") and `?result=` narrow the rows."""

    roles = READERS
    template_name = "payments/reconciliation_day.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Figures of the whole day by agency, and one page of rows."""
        run = run_or_404(kwargs["provider"], kwargs["day"])
        asked = self.request.GET
        result = asked.get("result", "")
        result = result if result in ReconciliationResult.values else ""
        agency = asked.get("agency", "")
        rows, more = queries.rows_of(
            run,
            agency_id=number_or_zero(agency) or None,
            nobodys=agency == NOBODY,
            result=result,
            after=number_or_zero(asked.get("after", "")),
        )
        for row in rows:
            row.tone = KINDS[ReconciliationResult(row.result)]  # type: ignore[attr-defined]
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "label": provider_label(run.provider),
            "results": counts_of(run.counts, provider=run.provider, day=run.day),
            "agencies": [_of_agency(run, figures) for figures in queries.by_agency(run)],
            "rows": rows,
            "agency": agency,
            "result": result,
            "result_choices": ReconciliationResult.choices,
            "clear_url": day_url(run.provider, run.day),
            "next_url": day_url(run.provider, run.day, agency=agency, result=result, after=more)
            if more
            else "",
        }


def _of_agency(run: Reconciliation, figures: AgencyFigures) -> dict[str, Any]:
    key = str(figures.agency_id) if figures.agency_id else NOBODY
    return {
        "key": key,
        "figures": figures,
        "href": day_url(run.provider, run.day, agency=key),
        "results": counts_of(figures.counts, provider=run.provider, day=run.day, agency=key),
    }


class ReconciliationRunView(StaffRequired):
    """The button "Đối soát lại"."""

    roles = WRITERS

    def get(self, request: ActorRequest, provider: str, day: str) -> HttpResponse:
        """Reloading: back to the day."""
        run = run_or_404(provider, day)
        return redirect(day_url(run.provider, run.day))

    def post(self, request: ActorRequest, provider: str, day: str) -> HttpResponse:
        """Let a job do it: it asks the provider."""
        run = run_or_404(provider, day)
        jobs.defer(jobs.RECONCILE_DAY, provider=run.provider, day=run.day.isoformat())
        messages.success(request, _("Đang đối soát lại ngày này; hãy tải lại trang sau ít giây."))
        return redirect(day_url(run.provider, run.day))


class ReconciliationRowView(StaffRequired, TemplateView):
    """One movement down to what it was made of: books, the provider's calls, the bank's lines."""

    roles = READERS
    template_name = "payments/reconciliation_row.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The row and all behind it."""
        run = run_or_404(kwargs["provider"], kwargs["day"])
        try:
            row = queries.row_of(run, kwargs["kind"], kwargs["reference"])
        except ReconciliationRow.DoesNotExist as error:
            raise Http404 from error
        return {
            **super().get_context_data(**kwargs),
            "run": run,
            "row": row,
            "tone": KINDS[ReconciliationResult(row.result)],
            "label": provider_label(run.provider),
            "day_url": day_url(run.provider, run.day),
            "entries": queries.ledger_entries_about(row),
            "events": queries.events_about(row),
            "lines": queries.bank_lines_about(row),
            "cases": decorate_cases(queries.cases_about(row)),
        }
