"""A signed file that no row names was written by a worker that died the next moment."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from django.conf import settings

from portal.shared import clock
from portal.signatures.models import SigningItem
from portal.signatures.signed_files import FOLDER

# Long after whoever wrote the file has noted it.
OLD = timedelta(days=1)
_AT_ONCE = 1000


def delete_orphans() -> int:
    """Delete files of this month and the last one, a day old, that no row names; how many.

    The worker that went on with the run has signed them again, so nothing is lost. Rows are asked
    after the files were listed: what is noted meanwhile is found. Safe to repeat.
    """
    root = Path(settings.MEDIA_ROOT)
    old_files = _old_files(root, clock.now())
    deleted = 0
    while files := list(islice(old_files, _AT_ONCE)):
        for orphan in _orphans(root, files):
            orphan.unlink(missing_ok=True)
            deleted += 1
    return deleted


def _old_files(root: Path, now: datetime) -> Iterator[Path]:
    last_month = now.replace(day=1) - timedelta(days=1)
    for month in (now, last_month):
        folder = root / FOLDER / f"{month:%Y/%m}"
        with suppress(FileNotFoundError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.stat().st_mtime < (now - OLD).timestamp():
                    yield Path(entry.path)


def _orphans(root: Path, files: list[Path]) -> list[Path]:
    places = [str(file.relative_to(root)) for file in files]
    items = SigningItem.objects.filter(signed_file__in=places)
    named = set(items.values_list("signed_file", flat=True))
    return [file for file, place in zip(files, places, strict=True) if place not in named]
