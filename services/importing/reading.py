"""Reads a CSV file into records that know their line."""

import csv
import io
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.importing.columns import COLUMNS
from services.importing.problems import FileRefused, Problem


@dataclass(frozen=True)
class Record:
    """One row: the line of the file it begins on, and its cells by column, trimmed."""

    line: int
    values: dict[str, str]


def read(content: bytes) -> tuple[list[Record], list[Problem]]:
    """The records of a file (UTF-8, with or without a byte order mark), and its torn rows.

    Raises FileRefused when nothing can be read: not UTF-8, not CSV, or other columns.
    """
    reader = csv.reader(io.StringIO(_decode(content), newline=""), strict=True)
    line = 1
    records: list[Record] = []
    problems: list[Problem] = []
    try:
        _check_header([name.strip() for name in next(reader, [])])
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) == len(COLUMNS):
                trimmed = (cell.strip() for cell in cells)
                records.append(Record(line, dict(zip(COLUMNS, trimmed, strict=True))))
            elif any(cells):
                problems.append(Problem(line, "", _wrong_count(len(cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("không đúng định dạng CSV (thường do dấu nháy kép mở mà không đóng).")
        raise FileRefused([*problems, Problem(line, "", message)]) from error
    if not records and not problems:
        raise FileRefused([Problem(line, "", _("tệp không có thủ tục nào."))])
    return records, problems


def _decode(content: bytes) -> str:
    try:
        return unicodedata.normalize("NFC", content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
        raise FileRefused([Problem(line, "", message)]) from error


def _wrong_count(count: int) -> str:
    return _("dòng có %(count)d ô, cần đúng %(wanted)d ô.") % {
        "count": count,
        "wanted": len(COLUMNS),
    }


def _check_header(header: list[str]) -> None:
    if header == list(COLUMNS):
        return
    problems = [Problem(1, name, _("thiếu cột này.")) for name in COLUMNS if name not in header]
    problems += [
        Problem(1, name or "?", _("cột này không có trong mẫu."))
        for name in header
        if name not in COLUMNS
    ]
    if not problems:
        wanted = ",".join(COLUMNS)
        problems = [
            Problem(1, "", _("các cột phải theo thứ tự: %(columns)s") % {"columns": wanted})
        ]
    raise FileRefused(problems)
