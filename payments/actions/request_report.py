"""Ask for the paper about a day's reconciliation: a row now, the work in a job."""

from datetime import timedelta

from django.db import transaction

from payments import jobs
from payments.models import Reconciliation, ReconciliationReport
from payments.reports.freshness import is_printed
from portal.agencies.models import Agency
from portal.shared import clock

# After that the job is taken to be lost, and asked for again.
STILL_BEING_MADE = timedelta(minutes=1)


@transaction.atomic
def request_report(
    *, reconciliation: Reconciliation, agency: Agency | None = None
) -> ReconciliationReport:
    """The report of one agency, or of the whole province. It is made anew each time, as cases move
    on; who asks while it is being made waits for the same one."""
    now = clock.now()
    report, is_new = ReconciliationReport.objects.get_or_create(
        reconciliation=reconciliation, agency=agency, defaults={"requested_at": now}
    )
    report = ReconciliationReport.objects.select_for_update().get(pk=report.pk)
    if not is_new and not is_printed(report) and now - report.requested_at < STILL_BEING_MADE:
        return report
    report.requested_at = now
    report.save(update_fields=["requested_at"])
    jobs.defer(jobs.RENDER_RECONCILIATION, report_id=report.pk)
    return report
