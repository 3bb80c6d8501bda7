"""Where the PDFs lie: under MEDIA_ROOT, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from django.conf import settings

from dossiers.models import Document


def place_of(document: Document) -> str:
    """The file's path under MEDIA_ROOT."""
    return f"documents/{document.requested_at:%Y/%m}/{document.key}.pdf"


def write(path: str, content: bytes) -> None:
    """Write the file in one step: nobody ever reads half of it."""
    target = Path(settings.MEDIA_ROOT) / path
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(target)


def exists(document: Document) -> bool:
    """Whether the document has been made and its file is still there."""
    return bool(document.ready_at) and (Path(settings.MEDIA_ROOT) / document.file).is_file()
