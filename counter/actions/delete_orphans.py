"""A scan, picture or copy that no row names was written by a process that died the next moment."""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q

from counter.models import PaperCopy, ScannedPage
from dossiers.models import Attachment
from portal.shared import clock
from portal.shared.uploads.old_files import folders_of_months, old_files
from portal.shared.uploads.store import delete_all

logger = logging.getLogger(__name__)

FOLDERS = ("scans", "copies")
# Long after whoever wrote the file has noted it, or has died.
OLD = timedelta(days=1)
# So many a night: should the portal be started with another database by mistake, not everything is
# gone before somebody reads the worker's log.
AT_MOST = 1000


def delete_orphans(at_most: int = AT_MOST) -> int:
    """Delete files of digitising, a day old, that neither a page, a copy nor a dossier's file
    names; how many.

    Rows are asked after the files were listed: what is noted meanwhile is found. Safe to repeat.
    """
    deleted = 0
    for month in _months():
        orphans = sorted(_unnamed(month))[: at_most - deleted]
        delete_all(orphans)
        deleted += len(orphans)
    if deleted:
        logger.warning("Đã xóa %d tệp quét không ai ghi nhận / deleted orphans", deleted)
    return deleted


def _months() -> Iterator[str]:
    for folder in FOLDERS:
        yield from folders_of_months(folder)


def _unnamed(month: str) -> set[str]:
    places = set(old_files(month, clock.now() - OLD))
    if not places:
        return places
    # What was deleted after an intake names nothing any more: few rows are left of many.
    pages = ScannedPage.objects.exclude(original="", picture="", thumbnail="")
    for of_page in pages.values_list("original", "picture", "thumbnail").iterator():
        places.difference_update(of_page)
    copies = PaperCopy.objects.exclude(file="", signed_file="")
    for of_copy in copies.values_list("file", "signed_file").iterator():
        places.difference_update(of_copy)
    if not places:
        return places
    files = Attachment.objects.filter(Q(file__in=places) | Q(rendition__in=places))
    return places.difference(*files.values_list("file", "rendition"))
