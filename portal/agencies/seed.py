"""Reads the seed files of units and agencies and names every bad row."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portal.agencies.models import Agency

DATA = Path(__file__).parent / "data"
UNITS_FILE = DATA / "quangnam_units.csv"
AGENCIES_FILE = DATA / "agencies.csv"

DISTRICT_KINDS = frozenset({"thanh-pho", "thi-xa", "huyen"})
COMMUNE_KINDS = frozenset({"xa", "phuong", "thi-tran"})


class SeedFileError(Exception):
    """A file cannot be used; `problems` names each bad row by file, line and column."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class UnitRow:
    """A district or commune; `parent` is the code of the district (of the province for one)."""

    code: str
    name: str
    kind: str
    parent: str


@dataclass(frozen=True)
class AgencyRow:
    """An agency of province level; its parent stands on an earlier line."""

    code: str
    code_2020: str
    name: str
    level: str
    parent: str
    is_one_stop: bool


def read_units(file: Path) -> list[UnitRow]:
    """All units. Raises SeedFileError."""
    districts: set[str] = set()

    def problem_of(row: dict[str, str]) -> str:
        if row["kind"] in DISTRICT_KINDS:
            districts.add(row["code"])
            return ""
        if row["kind"] not in COMMUNE_KINDS:
            return f"column kind: “{row['kind']}” is not a kind of district or commune"
        if row["parent"] not in districts:
            return f"column parent: no district {row['parent']} on an earlier line"
        return ""

    rows = _read(file, ("code", "name", "kind", "parent"), problem_of)
    return [UnitRow(row["code"], row["name"], row["kind"], row["parent"]) for row in rows]


def read_agencies(file: Path) -> list[AgencyRow]:
    """All agencies of the file; the first is the province. Raises SeedFileError."""
    known: set[str] = set()

    def problem_of(row: dict[str, str]) -> str:
        is_first, parent = not known, row["parent"]
        known.add(row["code"])
        if row["level"] not in Agency.Level.values:
            return f"column level: “{row['level']}” is not one of {', '.join(Agency.Level.values)}"
        if row["is_one_stop"] not in ("true", "false"):
            return f"column is_one_stop: “{row['is_one_stop']}” is neither true nor false"
        if is_first != (not parent):
            return "column parent: the first row, and only that, has no parent"
        if parent and parent not in known:
            return f"column parent: no agency {parent} on an earlier line"
        return ""

    columns = ("code", "code_2020", "name", "level", "parent", "is_one_stop")
    return [
        AgencyRow(
            code=row["code"],
            code_2020=row["code_2020"],
            name=row["name"],
            level=row["level"],
            parent=row["parent"],
            is_one_stop=row["is_one_stop"] == "true",
        )
        for row in _read(file, columns, problem_of)
    ]


def _read(
    file: Path, columns: tuple[str, ...], problem_of: Callable[[dict[str, str]], str]
) -> list[dict[str, str]]:
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SeedFileError([f"{file}: {error.strerror}"]) from error
    except UnicodeDecodeError as error:
        raise SeedFileError([f"{file}: not UTF-8 (byte {error.start})"]) from error
    reader = csv.DictReader(text.splitlines())
    missing = [column for column in columns if column not in (reader.fieldnames or [])]
    if missing:
        raise SeedFileError([f"{file.name}: missing column {', '.join(missing)}"])
    rows: list[dict[str, str]] = []
    problems: list[str] = []
    seen: set[str] = set()
    for raw in reader:
        row = {column: (raw[column] or "").strip() for column in columns}
        problem = _common_problem(row, seen) or problem_of(row)
        seen.add(row["code"])
        if problem:
            problems.append(f"{file.name} line {reader.line_num}, {problem}")
        rows.append(row)
    if not rows:
        problems.append(f"{file.name}: no rows")
    if problems:
        raise SeedFileError(problems)
    return rows


def _common_problem(row: dict[str, str], seen: set[str]) -> str:
    if not row["code"]:
        return "column code: empty"
    if row["code"] in seen:
        return f"column code: {row['code']} stands on an earlier line already"
    return "" if row["name"] else "column name: empty"
