"""The file: one row for an agency that is closed, renamed or moved."""

import csv
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from portal.agencies.models import Agency
from portal.agencies.seed import SeedFileError

COLUMNS = ("code", "successor_code", "successor_name", "successor_level", "successor_parent", "on")
MAX_ROWS = 5000


@dataclass(frozen=True)
class PlanRow:
    """`code` is closed and `successor_code` takes over; the same code twice renames or moves the
    agency instead. A successor that does not exist yet is made with name, level and parent."""

    line: int
    code: str
    successor_code: str
    successor_name: str
    successor_level: str
    successor_parent: str
    on: date

    @property
    def stays(self) -> bool:
        """The agency goes on, with another name or under another one."""
        return self.code == self.successor_code


@dataclass(frozen=True)
class Problem:
    """What is wrong in which cell."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        return f"line {self.line}, column {self.column}: {self.text}"


def read_plan(file: Path, today: date) -> list[PlanRow]:
    """The rows. Raises SeedFileError naming every bad cell of the file."""
    reader = csv.reader(StringIO(_text_of(file), newline=""))
    header = [cell.strip() for cell in next(reader, [])]
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        raise SeedFileError([f"{file.name}: missing column {', '.join(missing)}"])
    rows: list[PlanRow] = []
    problems: list[Problem] = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            words = f"{len(cells)} cells, the header has {len(header)}"
            problems.append(Problem(reader.line_num, "code", words))
            continue
        row = dict(zip(header, (cell.strip() for cell in cells), strict=True))
        problems += _problems_of(row, reader.line_num, {each.code for each in rows})
        rows.append(_row(row, reader.line_num, today))
        if len(rows) > MAX_ROWS:
            raise SeedFileError([f"{file.name}: more than {MAX_ROWS} rows"])
    if not rows and not problems:
        raise SeedFileError([f"{file.name}: no rows"])
    if problems:
        raise SeedFileError([str(problem) for problem in problems])
    return rows


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SeedFileError([f"{file}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise SeedFileError([f"{file}: not UTF-8 (byte {error.start})"]) from error


def _problems_of(row: dict[str, str], line: int, seen: set[str]) -> list[Problem]:
    found = [
        Problem(line, column, "empty") for column in ("code", "successor_code") if not row[column]
    ]
    if row["code"] in seen:
        found.append(Problem(line, "code", f"{row['code']} stands on an earlier line already"))
    level = row["successor_level"]
    if level and level not in Agency.Level.values:
        words = f"“{level}” is not one of {', '.join(Agency.Level.values)}"
        found.append(Problem(line, "successor_level", words))
    if _day(row["on"]) is None and row["on"]:
        found.append(Problem(line, "on", f"“{row['on']}” is no day such as 2025-07-01"))
    return found


def _row(row: dict[str, str], line: int, today: date) -> PlanRow:
    return PlanRow(
        line=line,
        on=_day(row["on"]) or today,
        **{column: row[column] for column in COLUMNS if column != "on"},
    )


def _day(text: str) -> date | None:
    """2025-07-01 or 01/07/2025; empty or neither: None."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None
