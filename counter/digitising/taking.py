"""A file of pages: hostile until checked, then in its place under MEDIA_ROOT."""

import hashlib
import os
import tempfile
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from counter.digitising.kinds import is_tiff
from portal.shared.uploads import store
from portal.shared.uploads.checking import BadFile, Contents, check
from portal.shared.uploads.checking.check import look_apart
from portal.shared.uploads.checking.kinds import HEAD_BYTES
from portal.shared.uploads.names import clean_name

MEGABYTE = 1024 * 1024
_FOLDER = "scans"


@dataclass(frozen=True)
class Taken:
    """A checked file: where it lies, what it is called, how many pages it has."""

    place: str
    name: str
    sha256: str
    media_type: str
    pages: int


def take(*, chunks: Iterable[bytes], name: str, most_bytes: int) -> Taken:
    """Read, check, put in place. Who asks deletes it when no row follows.

    Raises BadFile, in words, with nothing left behind: too large (found while reading, before it
    fills the disk), empty, locked, broken, active, too many pages, no kind that is taken.
    """
    received = _quarantined(chunks, most_bytes)
    try:
        contents = _looked_at(received.path)
        _refuse_too_many(contents.pages)
        kind = contents.kind
        place = store.place_of(uuid.uuid4(), kind.extension, folder=_FOLDER)
        store.release(received, place)
        return Taken(
            place, clean_name(name, kind.extension), received.sha256, kind.media_type,
            contents.pages,
        )  # fmt: skip
    finally:
        received.path.unlink(missing_ok=True)


def _quarantined(chunks: Iterable[bytes], most_bytes: int) -> store.Received:
    folder = Path(settings.MEDIA_ROOT) / store.QUARANTINE
    folder.mkdir(parents=True, exist_ok=True)
    handle, path = tempfile.mkstemp(dir=folder)
    digest, size = hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > most_bytes:
                    raise BadFile(_too_large(most_bytes))
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with suppress(OSError):
            os.unlink(path)
        raise
    return store.Received(Path(path), size, digest.hexdigest())


def _too_large(most_bytes: int) -> str:
    words = _(
        "Tệp lớn hơn %(most)d MB. Hãy quét lại ở 200–300 dpi, hoặc chia thành nhiều tệp nhỏ hơn."
    )
    return words % {"most": most_bytes // MEGABYTE}


def _looked_at(path: Path) -> Contents:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    return look_apart(_look_at_tiff, path) if is_tiff(head) else check(path)


def _look_at_tiff(path: Path) -> Contents:
    # What opens pictures is loaded where it works: the web process itself stays small.
    from counter.digitising.tiff import check_tiff

    return check_tiff(path)


def _refuse_too_many(pages: int) -> None:
    most = settings.PAPER_MAX_PAGES
    if pages > most:
        words = _(
            "Tệp có %(pages)d trang; một giấy tờ nhận nhiều nhất %(most)d trang. Hãy chia thành "
            "nhiều tệp, chỉ gửi các trang của giấy tờ cần nộp."
        )
        raise BadFile(words % {"pages": pages, "most": most})
