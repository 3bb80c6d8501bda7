"""The rows of the first sheet of an XLSX file, every cell as the text a person sees."""

import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from services.importing.columns import COLUMNS, MORE_COLUMNS
from services.importing.problems import FileRefused, Problem
from services.importing.tables.rows import MOST_ROWS, Rows
from services.importing.tables.safe_zip import open_zip, refused
from services.importing.tables.xlsx_check import check_merged, check_parts

# Enough to see columns that do not belong there.
MOST_COLUMNS = 2 * len(COLUMNS) + len(MORE_COLUMNS)
MOST_EMPTY_ROWS = 10_000
MOST_PROBLEMS = 200
FORMULA, ERROR, NUMBER = "f", "e", "n"
CODES = ("code", "code_local_h47")
# What libraries raise for XML that is not what a sheet is made of.
BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, EOFError,
          SyntaxError, zipfile.BadZipFile, NotImplementedError, RuntimeError)  # fmt: skip


def xlsx_rows(file: BinaryIO) -> Rows:
    """Each row of the first sheet with its number. Numbers and dates come as text.

    Raises FileRefused: not a workbook, macros, links, merged cells, a formula (with its cell), a
    code that the program has made a number of, more than 50,000 rows.
    """
    archive = open_zip(file)
    try:
        check_parts(archive)
        sheet = _first_sheet(file)
        check_merged(archive, sheet._worksheet_path)
        yield from _rows(sheet)
    except FileRefused:
        raise
    except BROKEN as error:
        raise refused(_("tệp Excel bị hỏng, không đọc được; hãy mở, lưu lại rồi nạp.")) from error


def _first_sheet(file: BinaryIO) -> Any:
    file.seek(0)
    # data_only=False: a formula comes as a formula, not as what somebody's computer made of it.
    book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    sheets = book.worksheets
    if not sheets:
        raise refused(_("tệp Excel không có trang tính nào."))
    sheet = sheets[0]
    # The stated size is not to be believed: it would make up a million rows.
    sheet.reset_dimensions()
    return sheet


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    problems: list[Problem] = []
    width, empty = 0, 0
    header: list[str] = []
    for number, cells in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS), start=1):
        texts = _texts(number, cells, header, problems)
        if len(problems) >= MOST_PROBLEMS:
            break
        empty = 0 if texts else empty + 1
        if empty > MOST_EMPTY_ROWS:
            raise refused(_("bảng có quá nhiều dòng trống; hãy xóa các dòng trống rồi nạp lại."))
        if number > MOST_ROWS + 1 + MOST_EMPTY_ROWS:
            break
        if number == 1:
            header, width = texts, len(texts)
        yield number, texts + [""] * (width - len(texts)) if texts else []
    if problems:
        raise FileRefused(problems)


def _texts(
    number: int, cells: Iterable[Any], header: list[str], problems: list[Problem]
) -> list[str]:
    texts: list[str] = []
    for place, cell in enumerate(cells):
        column = header[place] if place < len(header) else ""
        mistake = _mistake(cell, column)
        if mistake:
            at = f"{get_column_letter(place + 1)}{number}"
            problems.append(Problem(number, column, mistake % {"cell": at}))
        texts.append(text_of(cell.value))
    while texts and not texts[-1]:
        texts.pop()
    return texts


def _mistake(cell: Any, column: str) -> str:
    kind = cell.data_type if cell.value is not None else ""
    if kind == FORMULA:
        return _("ô %(cell)s là công thức; hãy dán giá trị (Paste Values) thay cho công thức.")
    if kind == ERROR:
        return _("ô %(cell)s đang báo lỗi của Excel; hãy sửa ô này.")
    if kind == NUMBER and column in CODES:
        return _(
            "ô %(cell)s: Excel đã đổi mã thành số và có thể làm mất số 0; hãy định dạng cột là "
            "Văn bản (Text) rồi nhập lại mã."
        )
    return ""


def text_of(value: Any) -> str:
    """`10` for 10.0, `2.5`, `22/03/2022` for a day; empty for nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() and abs(value) < 1e15 else f"{value:.10g}"
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time | timedelta):
        return str(value)
    return str(value)
