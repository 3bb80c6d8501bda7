"""The paper about a day: asked for, made by a job, shown."""

import uuid

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from payments.actions.request_report import request_report
from payments.models import ReconciliationReport
from payments.reports.freshness import is_printed
from payments.web.staff.reconciliation.day import NOBODY, run_or_404
from payments.web.staff.reconciliation.overview import READERS, number_or_zero
from payments.web.staff.reconciliation.words import day_url
from portal.accounts.web.access import ActorRequest, StaffRequired
from portal.agencies.models import Agency
from portal.shared.web.serving import send_file

LOOK_AGAIN_SECONDS = 2


class ReportRequestView(StaffRequired):
    """The button "Lập báo cáo PDF": POST `agency`, an id or nothing for the whole province."""

    roles = READERS

    def get(self, request: ActorRequest, provider: str, day: str) -> HttpResponse:
        """Reloading: back to the day."""
        run = run_or_404(provider, day)
        return redirect(day_url(run.provider, run.day))

    def post(self, request: ActorRequest, provider: str, day: str) -> HttpResponse:
        """Have it made, then look at it."""
        run = run_or_404(provider, day)
        asked = request.POST.get("agency", "")
        agency = None
        if asked and asked != NOBODY:
            agency = Agency.objects.filter(pk=number_or_zero(asked)).first()
            if agency is None:
                raise Http404
        report = request_report(reconciliation=run, agency=agency)
        return redirect("payments:reconciliation_report", key=report.key)


class ReportView(StaffRequired):
    """The PDF inline; while it is being made the page looks again by itself."""

    roles = READERS

    def get(self, request: ActorRequest, key: uuid.UUID) -> HttpResponseBase:
        """The file or the page that waits for it."""
        try:
            report = ReconciliationReport.objects.select_related("reconciliation", "agency").get(
                key=key
            )
        except ReconciliationReport.DoesNotExist as error:
            raise Http404 from error
        run = report.reconciliation
        if not is_printed(report):
            context = {"report": report, "day_url": day_url(run.provider, run.day)}
            response = render(request, "payments/reconciliation_report_waits.html", context)
            response["Refresh"] = str(LOOK_AGAIN_SECONDS)
            response["Cache-Control"] = "no-store"
            return response
        name = _("doi-soat-%(provider)s-%(day)s.pdf") % {
            "provider": run.provider,
            "day": run.day.isoformat(),
        }
        return send_file(report.file, media_type="application/pdf", name=name, private=False)
