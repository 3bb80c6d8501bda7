"""Whether the PDF of a report can be shown; pages ask this without loading the press."""

from payments.models import ReconciliationReport
from portal.shared.pdf.files import is_there


def is_printed(report: ReconciliationReport) -> bool:
    """Made since it was asked for last, and there. The report comes with its run."""
    made = report.ready_at is not None and report.ready_at >= report.requested_at
    return made and is_there(report.file)
