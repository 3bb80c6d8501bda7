"""The list as CSV and XLSX: no cell runs, and what comes back changes nothing."""

import csv
import io
from typing import Any

import pytest
from openpyxl import load_workbook

from services.exporting.csv_lines import csv_lines, guarded
from services.exporting.files import write_export
from services.importing.columns import COLUMNS, MORE_COLUMNS
from services.importing.tables.kinds import FileKind
from services.models import CatalogueExport, Procedure
from tests.services.conftest import SHIPPED, csv_of

Format = CatalogueExport.Format
CODES = ("1.001193", "2.000488", "1.004873", "2.000815")


def exported(wanted: CatalogueExport.Format, codes: tuple[str, ...] = CODES) -> bytes:
    file = io.BytesIO()
    assert write_export(file, wanted, codes) == len(codes)
    return file.getvalue()


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_run_is_quoted(sign: str) -> None:
    assert guarded(f"{sign}cmd|' /C calc'!A0") == f"'{sign}cmd|' /C calc'!A0"
    assert guarded(f"a{sign}") == f"a{sign}"


def test_lines_begin_with_a_mark() -> None:
    assert list(csv_lines([["a", "=1"]])) == ["\ufeff", "a,'=1\r\n"]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [FileKind.CSV, FileKind.XLSX])
def test_an_exported_table_that_is_imported_again_changes_nothing(
    shipped_catalogue: None, previewed: Any, kind: FileKind
) -> None:
    content = exported(Format(kind.value), tuple(Procedure.objects.values_list("code", flat=True)))

    batch = previewed(content, kind)

    assert (batch.problems, batch.counts) == ([], {"unchanged": 143})


@pytest.mark.django_db
def test_the_shipped_table_over_the_shipped_catalogue_changes_nothing(
    shipped_catalogue: None, previewed: Any
) -> None:

    batch = previewed(SHIPPED.read_bytes())

    assert (batch.problems, batch.counts) == ([], {"unchanged": 143})


@pytest.mark.django_db
def test_cells_of_a_workbook_are_texts(shipped_catalogue: None) -> None:
    sheet = load_workbook(io.BytesIO(exported(Format.XLSX))).active

    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]] == [*COLUMNS, *MORE_COLUMNS]
    assert {cell.data_type for row in rows for cell in row if cell.value is not None} == {"s"}
    assert [row[0].value for row in rows[1:]] == list(CODES)


@pytest.mark.django_db
def test_a_name_that_would_run_comes_back_as_it_was(carried_out: Any, previewed: Any) -> None:

    carried_out(csv_of({"name_vi": "=HYPERLINK(1)"}))
    content = exported(Format.CSV, ("2.000488",))
    [_header, row] = csv.reader(io.StringIO(content.decode("utf-8-sig")))

    assert row[2] == "'=HYPERLINK(1)"
    assert previewed(content).counts == {"unchanged": 1}
