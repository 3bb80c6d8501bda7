"""XLSX: what people see in the cells; what is no plain table is refused by its cell."""

import io
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from services.importing.problems import FileRefused
from services.importing.reading import Record, records
from services.importing.tables.xlsx_rows import text_of, xlsx_rows
from tests.services.importing.tables.workbooks import bomb, with_part, xlsx_of


def read(content: bytes) -> list[Record]:
    return [each for each in _records(content) if isinstance(each, Record)]


def _records(content: bytes) -> Iterator[Any]:
    return records(xlsx_rows(io.BytesIO(content)))


def refused(content: bytes) -> list[str]:
    with pytest.raises(FileRefused) as error:
        list(_records(content))
    return [str(problem) for problem in error.value.problems]


def test_numbers_and_days_come_as_text() -> None:
    content = xlsx_of(
        {"time_value": 10, "fee_vnd": 200000.0, "as_of": date(2022, 3, 22)}, {"time_value": 2.5}
    )

    first, second = read(content)

    assert (first.line, first.values["time_value"], first.values["fee_vnd"]) == (2, "10", "200000")
    assert (first.values["as_of"], second.values["time_value"]) == ("22/03/2022", "2.5")


def test_empty_rows_between_keep_the_numbers_of_the_others() -> None:
    def gap(sheet: Any) -> None:
        sheet.insert_rows(2)

    assert [record.line for record in read(xlsx_of({}, change=gap))] == [3]


def test_merged_cells_are_named() -> None:
    found = refused(xlsx_of({}, {}, change=lambda sheet: sheet.merge_cells("D2:D3")))

    assert found == ["Dòng 2: các ô D2:D3 bị gộp; hãy bỏ gộp ô (Merge & Center) rồi điền từng ô."]


def test_a_formula_is_named_by_its_cell() -> None:
    found = refused(xlsx_of({"fee_vnd": "=1+1"}, {"time_value": "=SUM(A1:A9)"}))

    assert found == [
        "Dòng 2, cột fee_vnd: ô J2 là công thức; hãy dán giá trị (Paste Values) thay cho công "
        "thức.",
        "Dòng 3, cột time_value: ô G3 là công thức; hãy dán giá trị (Paste Values) thay cho công "
        "thức.",
    ]


def test_a_code_that_became_a_number_is_named() -> None:
    [found] = refused(xlsx_of({"code": 2.00048}))

    assert found.startswith("Dòng 2, cột code: ô A2: Excel đã đổi mã thành số")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("xl/vbaProject.bin", "tệp Excel có macro"),
        ("xl/externalLinks/externalLink1.xml", "tệp Excel lấy dữ liệu từ tệp khác"),
        ("xl/connections.xml", "tệp Excel lấy dữ liệu từ tệp khác"),
    ],
)
def test_macros_and_links_are_refused(name: str, words: str) -> None:
    [found] = refused(with_part(xlsx_of({}), name, b"x"))

    assert found.startswith(f"Dòng 1: {words}")


def test_xml_entities_are_refused() -> None:
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><sst><si><t>&b;</t></si></sst>'

    [found] = refused(with_part(xlsx_of({}), "xl/sharedStrings.xml", evil))

    assert found == "Dòng 1: tệp Excel có khai báo XML không được phép; tệp không mở."


def test_a_bomb_is_refused_by_its_list() -> None:
    [found] = refused(bomb())

    assert found == (
        "Dòng 1: nội dung bung ra lớn bất thường (nhiều nhất được 256 MB); tệp không được mở."
    )


@pytest.mark.parametrize(
    "name", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
)
@pytest.mark.parametrize("data", [b"", b"<a><b></a>", b"\x00\x01", b"<a/>"])
def test_broken_parts_are_refused_and_raise_nothing_else(name: str, data: bytes) -> None:
    assert refused(with_part(xlsx_of({}), name, data))


def test_a_torn_archive_is_refused() -> None:
    content = xlsx_of({})

    assert refused(content[: len(content) // 2]) == ["Dòng 1: tệp nén bị hỏng, không mở được."]


def test_a_stated_size_of_a_million_rows_is_not_believed() -> None:
    content = xlsx_of({})
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<dimension ref="A1:XFD1048576"/><sheetData/></worksheet>'
    )

    assert refused(with_part(content, "xl/worksheets/sheet1.xml", sheet))


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (10.0, "10"), (2.5, "2.5"), (True, "TRUE"), (1e20, "1e+20"), ("a", "a")],
)
def test_text_of(value: Any, text: str) -> None:
    assert text_of(value) == text
