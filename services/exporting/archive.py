"""Documents as one zip, or as a folder."""

import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from portal.shared.uploads.store import path_of
from services.exporting.documents import Written, path_of_template

# Zips of equal documents are equal, too: no moment is written into them.
LONG_AGO = (1980, 1, 1, 0, 0, 0)
READABLE = 0o644 << 16


def write_zip(file: BinaryIO, documents: Iterable[Written]) -> int:
    """How many documents were written."""
    count = 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        written: set[str] = set()
        for document in documents:
            count += 1
            for name, content in _files(document):
                if name not in written:
                    written.add(name)
                    member = zipfile.ZipInfo(name, LONG_AGO)
                    member.compress_type = zipfile.ZIP_DEFLATED
                    member.external_attr = READABLE
                    archive.writestr(member, content)
    return count


def write_folder(folder: Path, documents: Iterable[Written]) -> int:
    """How many documents were written; files of the same name are written anew. Raises OSError."""
    count = 0
    folder.mkdir(parents=True, exist_ok=True)
    for document in documents:
        count += 1
        for name, content in _files(document):
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    return count


def _files(document: Written) -> Iterator[tuple[str, bytes]]:
    yield document.name, document.content
    for template in document.templates:
        yield path_of_template(template), path_of(str(template.file.name)).read_bytes()
