"""XLSX files, good and bad."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from openpyxl import Workbook

from services.importing.columns import COLUMNS
from tests.services.conftest import ROW


def xlsx_of(
    *rows: Mapping[str, Any], change: Callable[[Any], object] = lambda sheet: None
) -> bytes:
    """A workbook with these rows; each changes ROW. `change` may spoil the sheet."""
    book = Workbook()
    sheet = book.active
    sheet.append(COLUMNS)
    for row in rows:
        sheet.append([(ROW | row).get(name, "") for name in COLUMNS])
    change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The archive with one more member (or another text of one)."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for member in before.namelist():
            if member != name:
                after.writestr(member, before.read(member))
        after.writestr(name, data)
    return file.getvalue()


def bomb() -> bytes:
    """300 MB of nothing that look like a sheet."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as member:
            block = b" " * (1024 * 1024)
            for _times in range(300):
                member.write(block)
    return file.getvalue()
