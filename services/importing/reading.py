"""Reads a table into records that know their line."""

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.importing.columns import COLUMNS, MORE_COLUMNS
from services.importing.problems import FileRefused, Problem
from services.importing.tables.csv_rows import csv_rows
from services.importing.tables.rows import Rows

# What office programs take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Record:
    """One row: the line of the file it begins on, and its cells by column, trimmed."""

    line: int
    values: dict[str, str]


def read(content: bytes) -> tuple[list[Record], list[Problem]]:
    """The records of a CSV file (UTF-8, with or without a byte order mark), and its torn rows.

    Raises FileRefused when nothing can be read: not UTF-8, not CSV, or other columns.
    """
    found: list[Record] = []
    problems: list[Problem] = []
    try:
        for each in records(csv_rows(io.BytesIO(content))):
            if isinstance(each, Record):
                found.append(each)
            else:
                problems.append(each)
    except FileRefused as refused:
        raise FileRefused([*problems, *refused.problems]) from refused
    return found, problems


def records(rows: Rows) -> Iterator[Record | Problem]:
    """The records one after the other; in place of a torn row what is wrong with it.

    Raises FileRefused when the header is another one, when nothing follows it, and what reading
    the rows raises.
    """
    line, header = next(rows, (1, []))
    columns = _columns([name.strip() for name in header])
    empty = True
    for line, cells in rows:
        if len(cells) == len(columns):
            empty = False
            trimmed = (_plain(cell) for cell in cells)
            yield Record(line, dict(zip(columns, trimmed, strict=True)))
        elif any(cells):
            empty = False
            yield Problem(line, "", _wrong_count(len(cells), len(columns)))
    if empty:
        raise FileRefused([Problem(line + 1, "", _("tệp không có thủ tục nào."))])


def _plain(cell: str) -> str:
    """Trimmed, without the apostrophe that an export writes before what would be a formula."""
    text = cell.strip()
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_SIGNS) else text


def _wrong_count(count: int, wanted: int) -> str:
    return _("dòng có %(count)d ô, cần đúng %(wanted)d ô.") % {"count": count, "wanted": wanted}


def _columns(header: list[str]) -> list[str]:
    more = header[len(COLUMNS) :]
    if (
        header[: len(COLUMNS)] == list(COLUMNS)
        and len(set(more)) == len(more)
        and set(more) <= set(MORE_COLUMNS)
    ):
        return header
    raise FileRefused(_problems_of_header(header))


def _problems_of_header(header: list[str]) -> list[Problem]:
    problems = [Problem(1, name, _("thiếu cột này.")) for name in COLUMNS if name not in header]
    problems += [
        Problem(1, name or "?", _("cột này không có trong mẫu."))
        for name in header
        if name not in (*COLUMNS, *MORE_COLUMNS)
    ]
    repeated = {name for name in header if name and header.count(name) > 1}
    problems += [Problem(1, name, _("cột này có hai lần.")) for name in sorted(repeated)]
    if not problems:
        wanted = ",".join(COLUMNS)
        problems = [
            Problem(1, "", _("các cột phải theo thứ tự: %(columns)s") % {"columns": wanted})
        ]
    return problems
