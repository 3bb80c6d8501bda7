"""Cases about the line, page by page."""

from portal.national.models import SyncCase

PAGE = 50
FIRST = 10


def cases(*, is_open: bool, before: int = 0, most: int = PAGE) -> tuple[list[SyncCase], int | None]:
    """The latest cases older than the one numbered `before`, and where the next page begins."""
    found = SyncCase.objects.filter(closed_at__isnull=is_open).select_related(
        "assignee", "closed_by"
    )
    if before:
        found = found.filter(pk__lt=before)
    page = list(found.order_by("-pk")[: most + 1])
    return page[:most], page[most - 1].pk if len(page) > most else None


def case_by(pk: int) -> SyncCase:
    """One case. Raises SyncCase.DoesNotExist."""
    return SyncCase.objects.select_related("assignee", "closed_by").get(pk=pk)


def open_count() -> int:
    """How many are open, at most 1,001: cases are few, or somebody has to look anyway."""
    return SyncCase.objects.filter(closed_at__isnull=True).order_by().values("pk")[:1001].count()
