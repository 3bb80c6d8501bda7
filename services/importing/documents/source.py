"""Where documents lie: one file, a zip of many, a folder."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from django.utils.translation import gettext as _

from services.importing.documents.parsing import MEGABYTE, MOST_MEGABYTES, DocumentError
from services.importing.tables.safe_zip import open_zip

DOCUMENT, TEMPLATES = ".json", "templates"
MOST_TEMPLATE_BYTES = 5 * MEGABYTE
BROKEN = (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError)


class Source(Protocol):
    """Documents by name, in an order that stays; and what lies beside them."""

    def names(self) -> list[str]:
        """Of the documents."""

    def read(self, name: str) -> bytes:
        """A document. Raises DocumentError."""

    def beside(self, name: str, path: str) -> bytes:
        """The file at this path from a document. Raises DocumentError."""


class OneFile:
    """A single document; nothing lies beside it."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._name = name

    def names(self) -> list[str]:
        """Its own."""
        return [self._name]

    def read(self, name: str) -> bytes:
        """The document."""
        self._file.seek(0)
        return self._file.read(MOST_MEGABYTES * MEGABYTE + 1)

    def beside(self, name: str, path: str) -> bytes:
        """Never there."""
        raise DocumentError(_("tệp này không có trong tệp nạp."))


class Archive:
    """A zip. What people's computers add to it is not looked at."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def names(self) -> list[str]:
        """Members that are documents."""
        return sorted(name for name in self._archive.namelist() if _is_document(name))

    def read(self, name: str) -> bytes:
        """The document."""
        return self._read(name, MOST_MEGABYTES * MEGABYTE + 1)

    def beside(self, name: str, path: str) -> bytes:
        """A member in a folder beside the document."""
        return self._read(str(PurePosixPath(name).parent / path), MOST_TEMPLATE_BYTES)

    def _read(self, name: str, most: int) -> bytes:
        try:
            if self._archive.getinfo(name).file_size > most:
                raise DocumentError(_("tệp này lớn quá."))
            return self._archive.read(name)
        except KeyError as error:
            raise DocumentError(_("tệp này không có trong tệp nạp.")) from error
        except BROKEN as error:
            raise DocumentError(_("tệp này bị hỏng, không đọc được.")) from error


class Folder:
    """A folder of an operator."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self) -> list[str]:
        """Files in it that are documents."""
        return sorted(path.name for path in self._root.iterdir() if _is_document(path.name))

    def read(self, name: str) -> bytes:
        """The document."""
        return self._read(name, MOST_MEGABYTES * MEGABYTE + 1)

    def beside(self, name: str, path: str) -> bytes:
        """A file in the folder; the path has been checked and leads down only."""
        return self._read(path, MOST_TEMPLATE_BYTES)

    def _read(self, name: str, most: int) -> bytes:
        try:
            with (self._root / name).open("rb") as file:
                found = file.read(most + 1)
        except OSError as error:
            raise DocumentError(_("tệp này không có trong tệp nạp.")) from error
        if len(found) > most:
            raise DocumentError(_("tệp này lớn quá."))
        return found


@contextmanager
def source_at(path: Path) -> Iterator[Source]:
    """A folder, a zip or one file. Raises OSError, FileRefused (a zip that is none)."""
    if path.is_dir():
        yield Folder(path)
        return
    with path.open("rb") as file:
        if file.read(4) == b"PK\x03\x04":
            yield Archive(open_zip(file))
        else:
            yield OneFile(file, path.name)


def _is_document(name: str) -> bool:
    last = PurePosixPath(name).name
    hidden = last.startswith(".") or name.startswith("__MACOSX/")
    return last.endswith(DOCUMENT) and not hidden and f"{TEMPLATES}/" not in name
