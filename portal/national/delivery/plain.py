"""What went wrong, as it is kept and shown: one short line, whatever the other side has sent."""

import traceback
from pathlib import Path

from django.utils.translation import gettext as _

LONGEST = 500


def plain(text: str) -> str:
    """One line of at most LONGEST characters that the database can keep."""
    line = " ".join(text.replace("\0", "").split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def bug(error: Exception) -> str:
    """An error that nobody foresaw: its kind and its place, never what it was about."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
    return _("Lỗi ngoài dự kiến khi chuyển: %(kind)s (%(place)s).") % {
        "kind": type(error).__name__,
        "place": place,
    }
