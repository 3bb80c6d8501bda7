"""What a table wants: read twice, first for its mistakes, then row by row."""

from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from django.utils.translation import gettext as _

from portal.agencies.models import Agency
from services.batches.wish import Make, Wish
from services.content import RevisionContent
from services.importing import handmade as handmade_data
from services.importing.building import build
from services.importing.checking import problems_of, row_of
from services.importing.handling import HandlingAgencies
from services.importing.handmade import Handmade
from services.importing.merging import merge, reading, with_more
from services.importing.problems import FileRefused, Problem
from services.importing.reading import Record, records
from services.importing.row import ProcedureRow
from services.importing.shipped import shipped_cells
from services.importing.tables.csv_rows import csv_rows
from services.importing.tables.kinds import FileKind
from services.importing.tables.rows import MOST_ROWS, Rows

MOST_PROBLEMS = 5_000


def _of_workbook(file: BinaryIO) -> Rows:
    # openpyxl comes with the first workbook: a worker that reads none stays small.
    from services.importing.tables.xlsx_rows import xlsx_rows

    return xlsx_rows(file)


_READERS: dict[FileKind, Callable[[BinaryIO], Rows]] = {
    FileKind.CSV: csv_rows,
    FileKind.XLSX: _of_workbook,
}


def table_wishes(
    file: BinaryIO, kind: FileKind, handmade: Handmade | None = None
) -> Iterator[Wish]:
    """One wish for each row. Raises FileRefused with all mistakes before the first one is given;
    a mistake that only shows beside what is in force comes from the wish itself."""
    handmade = handmade or handmade_data.load()
    provincial = Agency.objects.filter(level=Agency.Level.PROVINCE).select_related("heir")
    agencies = HandlingAgencies(provincial, handmade)
    _must_be_good(_records(file, kind), agencies)
    shipped = shipped_cells()
    for record in _records(file, kind):
        if isinstance(record, Record):
            row = row_of(record)
            yield Wish(
                row.line, row.code, row.name, _maker(row, record, handmade, agencies, shipped)
            )


def _records(file: BinaryIO, kind: FileKind) -> Iterator[Record | Problem]:
    file.seek(0)
    return records(_READERS[kind](file))


def _must_be_good(found: Iterator[Record | Problem], agencies: HandlingAgencies) -> None:
    problems: list[Problem] = []
    first: dict[str, int] = {}
    count = 0
    try:
        for count, each in enumerate(found, start=1):
            if count > MOST_ROWS or len(problems) >= MOST_PROBLEMS:
                break
            if isinstance(each, Problem):
                problems.append(each)
            else:
                problems += problems_of(each, first)
                problems += _unknown_agency(each, agencies)
    except FileRefused as refused:
        problems += refused.problems
    if count > MOST_ROWS:
        words = {"most": f"{MOST_ROWS:,}".replace(",", ".")}
        message = _("tệp có hơn %(most)s dòng; hãy chia thành nhiều tệp.") % words
        problems = [Problem(MOST_ROWS + 2, "", message), *problems]
    if problems:
        raise FileRefused(problems[:MOST_PROBLEMS])


def _unknown_agency(record: Record, agencies: HandlingAgencies) -> Iterator[Problem]:
    cells = record.values
    if cells["level"] == "tỉnh" and cells["agency"] and not agencies.find(cells["agency"]):
        message = _("không có cơ quan cấp tỉnh nào tên “%(name)s” trong danh mục cơ quan.")
        yield Problem(record.line, "agency", message % {"name": cells["agency"]})


def _maker(
    row: ProcedureRow,
    record: Record,
    handmade: Handmade,
    agencies: HandlingAgencies,
    shipped: Mapping[str, Mapping[str, str]],
) -> Make:
    def make(before: RevisionContent | None) -> RevisionContent:
        provincial = row.agency_level == Agency.Level.PROVINCE
        handling = agencies.find(row.agency_text) if provincial else None
        cells = record.values
        built = build(row, reading(handmade, cells, shipped.get(row.code, {})), handling)
        if before is None:
            return with_more(row, built)
        content = merge(row, cells, built, before)
        _must_keep_the_law(row, content)
        return content

    return make


def _must_keep_the_law(row: ProcedureRow, content: RevisionContent) -> None:
    local, legal = content.time_value, content.legal_time_value
    if local is not None and legal is not None and local > legal:
        words = {"local": local, "legal": legal}
        message = _("thời hạn %(local)s dài hơn thời hạn luật cho phép (%(legal)s).") % words
        raise FileRefused([Problem(row.line, "time_value", message)])
