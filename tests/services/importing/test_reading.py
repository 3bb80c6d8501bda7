"""Reading a file: lines are lines of the file, and what cannot be read says why."""

import pytest

from services.importing.columns import COLUMNS
from services.importing.problems import FileRefused
from services.importing.reading import read
from tests.services.conftest import csv_of


def problems_of(content: bytes) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refused:
        read(content)
    return [(p.line, p.column, p.message) for p in refused.value.problems]


def test_a_record_knows_the_line_it_begins_on_after_cells_of_many_lines() -> None:
    records, torn = read(csv_of({"documents": "Tờ khai;\nBản sao;\nẢnh"}, {"code": "1.001193"}))

    assert [(r.line, r.values["code"]) for r in records] == [(2, "2.000488"), (5, "1.001193")]
    assert torn == []


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_makes_no_difference(mark: bytes) -> None:
    records, _torn = read(mark + csv_of({}))

    assert records[0].values["name_vi"] == "Cấp Phiếu lý lịch tư pháp"


def test_decomposed_letters_are_composed() -> None:
    content = csv_of({"level": "tỉnh"}).decode().replace("tỉnh", "ti\u0309nh").encode()

    assert read(content)[0][0].values["level"] == "tỉnh"


def test_other_encodings_are_refused_with_the_line() -> None:
    content = csv_of({}) + "1.001193,Đăng ký".encode("utf-16-le")

    assert problems_of(content) == [
        (3, "", "không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
    ]


def test_missing_and_strange_columns_are_each_named() -> None:
    columns = ("ma", *COLUMNS[1:-1])

    assert problems_of(csv_of({}, columns=columns)) == [
        (1, "code", "thiếu cột này."),
        (1, "ma", "cột này không có trong mẫu."),
        (1, "notes", "thiếu cột này."),
    ]


def test_columns_in_another_order_are_refused() -> None:
    [(line, column, message)] = problems_of(csv_of({}, columns=COLUMNS[::-1]))

    assert (line, column) == (1, "")
    assert message.startswith("các cột phải theo thứ tự: code,code_local_h47,")


def test_an_open_quote_is_refused_with_the_line_of_its_row() -> None:
    content = csv_of({}) + b'1.001193,"mo ma khong dong\nhet\n'

    assert problems_of(content) == [
        (3, "", "không đúng định dạng CSV (thường do dấu nháy kép mở mà không đóng).")
    ]


def test_a_torn_row_is_reported_and_the_others_are_read() -> None:
    records, torn = read(csv_of({}) + b"1.001193,ba,o\n" + csv_of({}).split(b"\n", 1)[1])

    assert [(p.line, p.message) for p in torn] == [(3, "dòng có 3 ô, cần đúng 20 ô.")]
    assert [r.line for r in records] == [2, 4]


@pytest.mark.parametrize("content", [b"", csv_of()])
def test_an_empty_file_is_refused(content: bytes) -> None:
    assert problems_of(content)
