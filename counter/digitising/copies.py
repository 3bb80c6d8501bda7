"""When the pages of a paper change, its copy is made anew."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext as _

from counter import jobs
from counter.digitising.pages import as_made, copies_of, pages_of
from counter.digitising.papers import paper_names
from counter.models import Intake, PaperCopy, ScannedPage
from portal.shared.errors import Refusal
from portal.signatures.models import SigningRun

_LIVE = (SigningRun.State.WAITING, SigningRun.State.RUNNING)


def refuse_frozen(intake: Intake, requirement_keys: Collection[str]) -> None:
    """Raises Refusal while copies are being signed, and for papers that have been."""
    if SigningRun.objects.filter(subject=f"intake:{intake.key}", state__in=_LIVE).exists():
        raise Refusal(_("Các bản sao đang được ký số. Hãy chờ ký xong rồi sửa trang."))
    for copy in copies_of(intake):
        if copy.state == PaperCopy.State.SIGNED and copy.requirement_key in requirement_keys:
            raise Refusal(
                _("Bản sao “%(name)s” đã ký số, không sửa trang được nữa.") % {"name": copy.name}
            )


def refresh_copies(intake: Intake, requirement_keys: Iterable[str]) -> None:
    """Begin the copies of these papers anew where their pages are not what they were made of.

    In the caller's transaction, the intake locked. The job runs when no page is being prepared.
    """
    names = paper_names(intake)
    pages = pages_of(intake)
    present = {copy.requirement_key: copy for copy in copies_of(intake)}
    for key in dict.fromkeys(requirement_keys):
        copy = present.get(key)
        if key in names and (copy is None or copy.state != PaperCopy.State.SIGNED):
            own = [page for page in pages if page.requirement_key == key]
            _refresh(intake, key, names[key], own, copy)


def _refresh(
    intake: Intake, key: str, name: str, pages: list[ScannedPage], copy: PaperCopy | None
) -> None:
    if not pages:
        if copy is not None:
            copy.state = PaperCopy.State.REPLACED
            copy.save(update_fields=["state"])
        return
    copy = copy or PaperCopy(intake=intake, requirement_key=key)
    made_of = as_made(pages)
    waiting = any(page.state == ScannedPage.State.NEW for page in pages)
    if copy.pk and copy.made_of == made_of and copy.state != PaperCopy.State.MAKING:
        return
    copy.name, copy.citizen_id, copy.made_of = name[:500], intake.citizen_id, made_of
    copy.page_count, copy.problems, copy.state = len(pages), [], PaperCopy.State.MAKING
    copy.save()
    if not waiting:
        jobs.defer(jobs.ASSEMBLE_PAPER, copy_id=copy.pk)
