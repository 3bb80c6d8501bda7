"""Files under MEDIA_ROOT that nobody is writing any more."""

import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings


def folders_of_months(folder: str) -> list[str]:
    """Of a folder whose files lie by year and month (store.place_of): `scans/2026/03`, …"""
    root = Path(settings.MEDIA_ROOT)
    found = (root / folder).glob("[0-9][0-9][0-9][0-9]/[0-9][0-9]")
    return sorted(str(month.relative_to(root)) for month in found if month.is_dir())


def old_files(folder: str, before: datetime) -> Iterator[str]:
    """The places of the files directly in this folder that were last written before then; links
    and folders are none."""
    with suppress(FileNotFoundError), os.scandir(Path(settings.MEDIA_ROOT) / folder) as entries:
        for entry in entries:
            with suppress(FileNotFoundError):  # gone since
                is_old = entry.stat(follow_symlinks=False).st_mtime < before.timestamp()
                if is_old and entry.is_file(follow_symlinks=False):
                    yield f"{folder}/{entry.name}"
