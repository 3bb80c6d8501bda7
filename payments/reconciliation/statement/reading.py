"""Reads a statement file; all mistakes are found before anything is written.

The columns `ngay, so_tham_chieu, so_tien, noi_dung` in any order, by these names or as Vietnamese
is written ("Số tham chiếu"); a bank's other columns are passed over. Commas or semicolons.
"""

import csv
import io
import unicodedata
from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from payments.reconciliation.statement.cells import read_amount, read_day
from payments.reconciliation.statement.lines import Line
from payments.reconciliation.statement.problems import Problem, StatementRefused
from portal.shared.folding import fold

DAY, REFERENCE, AMOUNT, DESCRIPTION = "ngay", "so_tham_chieu", "so_tien", "noi_dung"
COLUMNS = (DAY, REFERENCE, AMOUNT, DESCRIPTION)
MOST_BYTES = 5 * 1024 * 1024
MOST_LINES = 50_000
LONGEST_REFERENCE, LONGEST_DESCRIPTION = 255, 500


def read_statement(content: bytes, *, today: date) -> list[Line]:
    """The lines of the file. Raises StatementRefused with every mistake of it."""
    if len(content) > MOST_BYTES:
        most = MOST_BYTES // (1024 * 1024)
        raise _refused(_("Tệp lớn hơn %(most)d MB; hãy chia theo tháng.") % {"most": most})
    text = _decode(content)
    lines, problems = [], []
    for number, cells in _records(text):
        if isinstance(cells, Problem):
            problems.append(cells)
            continue
        line, mistakes = _line(number, cells, today)
        problems += mistakes
        lines += [line] if line else []
    if problems:
        raise StatementRefused(problems)
    if not lines:
        raise _refused(_("Tệp không có dòng giao dịch nào."))
    return lines


def _refused(message: str, line: int = 0, column: str = "") -> StatementRefused:
    return StatementRefused([Problem(line, column, message)])


def _decode(content: bytes) -> str:
    try:
        text = unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
        raise _refused(message, line) from error
    if "\x00" in text:
        line = text.count("\n", 0, text.index("\x00")) + 1
        raise _refused(_("có ký tự không in được; đây không phải tệp CSV."), line)
    return text


def _records(text: str) -> Iterator[tuple[int, dict[str, str] | Problem]]:
    """Each row with the line of the file it begins on: its cells by column, or what is wrong."""
    delimiter = _delimiter(text)
    rows = _rows(text, delimiter)
    header = _header(next(rows, (1, []))[1])
    for count, (line, values) in enumerate(rows):
        if count == MOST_LINES:
            message = _("Tệp có hơn %(most)d dòng; hãy chia theo tháng.")
            raise _refused(message % {"most": MOST_LINES})
        if len(values) == len(header):
            yield line, dict(zip(header, (value.strip() for value in values), strict=True))
        elif any(value.strip() for value in values):
            yield line, Problem(line, "", _wrong_count(len(values), len(header), delimiter))


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """A row may hold line breaks: its number is that of its first line."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            message = _("không đúng định dạng CSV (thường do dấu nháy kép mở mà không đóng).")
            raise _refused(message, line) from error
        if cells is None:
            return
        yield line, cells


def _delimiter(text: str) -> str:
    head = text.split("\n", 1)[0]
    return ";" if head.count(";") > head.count(",") else ","


def _header(cells: list[str]) -> list[str]:
    names = [fold(cell).replace(" ", "_") for cell in cells]
    problems = [
        Problem(1, name, _("thiếu cột này; tệp cần các cột %(columns)s.") % _wanted())
        for name in COLUMNS
        if name not in names
    ]
    problems += [
        Problem(1, name, _("cột này có hai lần.")) for name in COLUMNS if names.count(name) > 1
    ]
    if problems:
        raise StatementRefused(problems)
    return names


def _wanted() -> dict[str, str]:
    return {"columns": ", ".join(COLUMNS)}


def _wrong_count(count: int, wanted: int, delimiter: str) -> str:
    words = {"count": count, "wanted": wanted, "mark": delimiter}
    message = _("dòng có %(count)d ô, cần %(wanted)d ô; ô có dấu “%(mark)s” phải ở trong nháy kép.")
    return message % words


def _line(number: int, cells: dict[str, str], today: date) -> tuple[Line | None, list[Problem]]:
    if not any(cells.values()):
        return None, []
    mistakes: list[Problem] = []
    day = amount = None
    try:
        day = read_day(cells[DAY], today=today)
    except ValueError as error:
        mistakes.append(Problem(number, DAY, str(error)))
    try:
        amount = read_amount(cells[AMOUNT])
    except ValueError as error:
        mistakes.append(Problem(number, AMOUNT, str(error)))
    mistakes += [
        Problem(number, column, _("dài quá %(most)d ký tự.") % {"most": most})
        for column, most in ((REFERENCE, LONGEST_REFERENCE), (DESCRIPTION, LONGEST_DESCRIPTION))
        if len(cells[column]) > most
    ]
    if day is None or amount is None or mistakes:
        return None, mistakes
    return Line(number, day, cells[REFERENCE], amount, cells[DESCRIPTION]), []
