"""The files of batches: under MEDIA_ROOT, by a name that nobody typed, served through a view."""

import unicodedata
import uuid
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.uploadedfile import UploadedFile

from portal.shared.uploads import store as uploads

FOLDER = "batches"
LONGEST_NAME = 200


@dataclass(frozen=True)
class Stored:
    """A file in its place. `place` is relative to MEDIA_ROOT."""

    place: str
    size: int
    sha256: str


def store(upload: UploadedFile) -> Stored:
    """Writes the upload piece by piece, whole or not at all."""
    received = uploads.quarantine(upload)
    place = uploads.place_of(uuid.uuid4(), "", FOLDER)
    uploads.release(received, place)
    return Stored(place, received.size, received.sha256)


def shown_name(name: str) -> str:
    """The last part of what the browser sent, without signs that cannot be seen."""
    last = PurePosixPath(name.replace("\\", "/")).name
    visible = (char for char in last if unicodedata.category(char) not in ("Cc", "Cf", "Co", "Cs"))
    return unicodedata.normalize("NFC", "".join(visible)).strip()[:LONGEST_NAME]
