"""Scans that were nobody's lie beside their desk for some days, then they are deleted."""

import logging
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from counter.scanner.places import desk_folders, set_aside_before
from portal.shared import clock

logger = logging.getLogger(__name__)

AT_MOST = 5000


def delete_unclaimed(at_most: int = AT_MOST) -> int:
    """Delete what has lain in `khong-nhan/` for SCANNER_UNCLAIMED_DAYS; how many files. Without
    scanners nothing. A file that cannot be deleted is told of and left for the next run."""
    if not settings.SCANNER_ROOT:
        return 0
    since = clock.now() - timedelta(days=settings.SCANNER_UNCLAIMED_DAYS)
    found = [
        file
        for folder in desk_folders(Path(settings.SCANNER_ROOT))
        for file in set_aside_before(folder, since)
    ]
    return sum(_delete(file) for file in found[:at_most])


def _delete(file: Path) -> bool:
    try:
        file.unlink(missing_ok=True)
    except OSError as error:
        logger.warning("Không xóa được tệp quét / cannot delete a scan: %s", error)
        return False
    return True
