"""Files of PDFs under MEDIA_ROOT, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.conf import settings


def write(path: str, content: bytes) -> None:
    """Write the file (`path` is under MEDIA_ROOT) in one step: nobody ever reads half of it."""
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(target)


def is_there(path: str) -> bool:
    """Whether the file exists; an empty path is no file."""
    return bool(path) and (Path(settings.MEDIA_ROOT) / path).is_file()
