"""Make the PDF of a report. Slow, so in a job; nothing of it runs inside a transaction."""

import hashlib

from django.template.loader import render_to_string

from payments.models import ReconciliationReport
from payments.reports.content import content
from payments.reports.freshness import is_printed
from portal.shared import clock
from portal.shared.kept_language import kept_language
from portal.shared.pdf.files import write
from portal.shared.pdf.press import press


def print_report(*, report_id: int) -> bool:
    """Write the PDF, then note it. Safe to repeat: False when it was there already."""
    report = ReconciliationReport.objects.select_related(
        "reconciliation", "agency__parent", "agency__unit"
    ).get(pk=report_id)
    if is_printed(report):
        return False
    started_at = clock.now()
    # Official papers are in Vietnamese, whatever language the person reads the portal in.
    with kept_language():
        html = render_to_string("pdf/reconciliation_report.html", content(report, started_at))
    pdf = press(html, paper="a4")
    path = f"documents/reconciliation/{report.key}.pdf"
    write(path, pdf)
    ReconciliationReport.objects.filter(pk=report.pk).update(
        file=path, sha256=hashlib.sha256(pdf).hexdigest(), ready_at=started_at
    )
    return True
