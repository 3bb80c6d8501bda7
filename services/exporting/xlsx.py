"""A table as an Excel file, written row by row."""

from collections.abc import Iterable
from typing import BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

TEXT_FORMAT = "@"
# What a cell of Excel holds at most.
LONGEST = 32_767


def write_xlsx(file: BinaryIO, rows: Iterable[Iterable[str]]) -> int:
    """How many rows were written, the header not counted. Every cell is text: nothing runs, and
    codes keep their zeros."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("TTHC")
    written = 0
    for row in rows:
        sheet.append([_cell(sheet, text) for text in row])
        written += 1
    book.save(file)
    return max(written - 1, 0)


def _cell(sheet: object, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet)
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", text)[:LONGEST] or None
    if cell.value is not None:
        cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    return cell
