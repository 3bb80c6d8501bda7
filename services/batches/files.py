"""Where the files of batches lie: under MEDIA_ROOT, by a name that nobody typed, served to admins
only through a view."""

import hashlib
import os
import tempfile
import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from portal.shared import clock

LONGEST_NAME = 200


@dataclass(frozen=True)
class Stored:
    """A file in its place. `place` is relative to MEDIA_ROOT."""

    place: str
    size: int
    sha256: str


def store(upload: UploadedFile) -> Stored:
    """Writes the upload piece by piece, whole or not at all."""
    place = f"batches/{clock.now():%Y/%m}/{uuid.uuid4()}"
    target = path_of(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    with os.fdopen(handle, "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(target)
    return Stored(place, size, digest.hexdigest())


def path_of(place: str) -> Path:
    """The file itself. Raises ValueError for a path that leads out of MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / place).resolve()
    if not place or not path.is_relative_to(root):
        raise ValueError(place)
    return path


def shown_name(name: str) -> str:
    """The last part of what the browser sent, without signs that cannot be seen."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = (char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs"))
    return unicodedata.normalize("NFC", "".join(visible)).strip()[:LONGEST_NAME]
