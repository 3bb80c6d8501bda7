"""The pages and copies of an intake's present matter.

A client may bring several matters: what has become a file of another dossier, and its pages, are
not shown with this one.
"""

from collections.abc import Iterable

from counter.digitising.findings import DUPLICATE, Finding, findings_of
from counter.models import Intake, PaperCopy, ScannedPage


def copies_of(intake: Intake) -> list[PaperCopy]:
    """The copies that count, of the present matter (one query)."""
    return [copy for copy in _all_copies(intake) if not _is_of_another_matter(copy, intake)]


def pages_of(intake: Intake) -> list[ScannedPage]:
    """The pages that are not removed, of the present matter, in order (two queries)."""
    filed = {
        str(made[0])
        for copy in _all_copies(intake)
        if _is_of_another_matter(copy, intake)
        for made in copy.made_of
    }
    pages = ScannedPage.objects.filter(intake=intake).exclude(state=ScannedPage.State.REMOVED)
    return [page for page in pages if str(page.key) not in filed]


def removed_pages(intake: Intake) -> list[ScannedPage]:
    """What was removed, the latest first: it can be taken back."""
    pages = ScannedPage.objects.filter(intake=intake, state=ScannedPage.State.REMOVED)
    return list(pages.order_by("-id")[:20])


def pages_of_paper(intake: Intake, requirement_key: str) -> list[ScannedPage]:
    """The pages of one paper in order."""
    return [page for page in pages_of(intake) if page.requirement_key == requirement_key]


def twins_among(pages: Iterable[ScannedPage]) -> set[int]:
    """The ids of pages that an earlier one of them is, byte by byte."""
    seen: set[tuple[str, int]] = set()
    twins = set()
    for page in sorted(pages, key=lambda one: one.pk):
        same = (page.sha256, page.original_page)
        if page.sha256 and same in seen:
            twins.add(page.pk)
        seen.add(same)
    return twins


def findings(page: ScannedPage, twins: set[int]) -> list[Finding]:
    """What stands against a page now."""
    return findings_of(page.measured, [DUPLICATE] if page.pk in twins else [])


def as_made(pages: Iterable[ScannedPage]) -> list[list[object]]:
    """What a copy is made of: each page's key, turn, crop, and what was accepted."""
    return [
        [str(page.key), page.rotation, page.crop, sorted(page.measured.get("accepted", []))]
        for page in pages
    ]


def _all_copies(intake: Intake) -> list[PaperCopy]:
    copies = PaperCopy.objects.filter(intake=intake).exclude(state=PaperCopy.State.REPLACED)
    return list(copies.select_related("attachment"))


def _is_of_another_matter(copy: PaperCopy, intake: Intake) -> bool:
    return copy.attachment is not None and copy.attachment.dossier_id != intake.dossier_id
