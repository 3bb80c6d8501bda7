"""Where files that were given lie: under MEDIA_ROOT, first in quarantine, then in their place."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from portal.shared import clock

QUARANTINE = "quarantine"


@dataclass(frozen=True)
class Received:
    """A file in quarantine: nobody is shown it."""

    path: Path
    size: int
    sha256: str


def quarantine(upload: UploadedFile) -> Received:
    """Write the upload where nothing is served from."""
    folder = Path(settings.MEDIA_ROOT) / QUARANTINE
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder)
    digest, size = hashlib.sha256(), 0
    with os.fdopen(handle, "wb") as file:
        for chunk in upload.chunks():
            digest.update(chunk)
            size += len(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return Received(Path(path), size, digest.hexdigest())


def place_of(key: object, extension: str, folder: str = "attachments") -> str:
    """A path under MEDIA_ROOT for a checked file; nothing of it is typed by people."""
    return f"{folder}/{clock.now():%Y/%m}/{key}{extension}"


def release(received: Received, place: str) -> None:
    """Move a checked file from quarantine to its place, in one step."""
    target = path_of(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    received.path.replace(target)


def write(place: str, content: bytes) -> None:
    """Write a file that the portal has made, whole or not at all."""
    target = path_of(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, unfinished = tempfile.mkstemp(dir=target.parent, suffix=".unfinished")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(unfinished).replace(target)


def path_of(place: str) -> Path:
    """The file itself. Raises ValueError for a path that leads out of MEDIA_ROOT."""
    root = Path(settings.MEDIA_ROOT).resolve()
    path = (root / place).resolve()
    if not place or not path.is_relative_to(root):
        raise ValueError(place)
    return path


def delete_all(places: Iterable[str]) -> None:
    """Delete the files at these places."""
    for place in places:
        delete(place)


def delete(place: str) -> None:
    """Delete the file; a file that is gone already is no mistake."""
    path_of(place).unlink(missing_ok=True)
