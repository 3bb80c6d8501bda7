"""A file that somebody dropped is checked, and deleted."""

from django.db import transaction

from portal.shared import clock
from portal.shared.uploads.store import delete, path_of
from portal.signatures.models import SignatureCheck
from portal.signatures.trust import configured_trust
from portal.signatures.validation.check_apart import check_pdf_apart
from portal.signatures.validation.report import Report
from portal.signatures.validation.verdict import Verdict


def run_check(*, check_id: int) -> None:
    """Write the report and delete the file. Done once; a row that is gone has been forgotten."""
    check = SignatureCheck.objects.filter(pk=check_id).first()
    if check is None or check.state == SignatureCheck.State.DONE:
        return
    _finish(check_id, _report(check.file))
    delete(check.file)


def _report(place: str) -> Report:
    try:
        data = path_of(place).read_bytes()
    except FileNotFoundError:
        return Report(Verdict.UNREADABLE)
    return check_pdf_apart(data, trust=configured_trust(), anybodys=True)


@transaction.atomic
def _finish(check_id: int, report: Report) -> None:
    check = SignatureCheck.objects.select_for_update().filter(pk=check_id).first()
    if check is None:
        return
    check.state, check.report = SignatureCheck.State.DONE, report.as_json()
    check.done_at, check.file = clock.now(), ""
    check.save(update_fields=["state", "report", "done_at", "file"])
