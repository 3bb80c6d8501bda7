"""Rows for the pages of a checked file, each with the job that prepares it."""

from django.conf import settings
from django.db.models import Max
from django.utils.translation import gettext as _

from counter import jobs
from counter.digitising.copies import refresh_copies
from counter.digitising.pages import pages_of
from counter.digitising.taking import Taken
from counter.models import Intake, ScannedPage
from portal.shared import clock
from portal.shared.errors import InvalidInput


def add_taken(
    intake: Intake, taken: Taken, *, requirement_key: str, source: str, by: int | None
) -> list[ScannedPage]:
    """Write one row for each page of the file, after all others; in the caller's transaction, the
    intake locked. Raises InvalidInput({"file": …}) beyond INTAKE_MAX_PAGES."""
    pages = ScannedPage.objects.filter(intake=intake).exclude(state=ScannedPage.State.REMOVED)
    _refuse_too_many(len(pages_of(intake)) + taken.pages)
    last = pages.aggregate(last=Max("position"))["last"] or 0
    rows = [
        ScannedPage(
            intake=intake, requirement_key=requirement_key, position=last + 1 + number,
            source=source, original_name=taken.name, original=taken.place, original_page=number,
            sha256=taken.sha256, added_at=clock.now(), added_by_id=by,
        )
        for number in range(taken.pages)
    ]  # fmt: skip
    added = ScannedPage.objects.bulk_create(rows)
    for page in added:
        jobs.defer(jobs.PREPARE_PAGE, page_id=page.pk)
    refresh_copies(intake, [requirement_key])
    return added


def already_there(intake: Intake, taken: Taken) -> bool:
    """Whether this intake has got this very file under this name (sent or found once more after a
    break): it is not added twice."""
    same = ScannedPage.objects.filter(intake=intake, sha256=taken.sha256, original_name=taken.name)
    return same.exists()


def _refuse_too_many(pages: int) -> None:
    most = settings.INTAKE_MAX_PAGES
    if pages > most:
        words = _(
            "Một lượt tiếp nhận nhận nhiều nhất %(most)d trang. Hãy bỏ trang thừa rồi thêm lại."
        )
        raise InvalidInput({"file": words % {"most": most}})
