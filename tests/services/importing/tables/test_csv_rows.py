"""CSV as programs write it: three separators, any line ends; lines are those of the file."""

import io

import pytest

from services.importing.problems import FileRefused
from services.importing.reading import read
from services.importing.tables.csv_rows import csv_rows
from tests.services.conftest import csv_of


def rows(content: bytes) -> list[tuple[int, list[str]]]:
    return list(csv_rows(io.BytesIO(content)))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_separators_line_ends_and_marks_make_no_difference(
    separator: str, end: str, mark: str
) -> None:
    lines = ["a,b", "1,2", "", '"mot', 'hai",3'] if separator == "," else None
    text = (
        end.join(lines)
        if lines
        else end.join([f"a{separator}b", f"1{separator}2", "", '"mot', f'hai"{separator}3'])
    )

    found = rows((mark + text).encode())

    assert [(line, cells) for line, cells in found if cells] == [
        (1, ["a", "b"]),
        (2, ["1", "2"]),
        (4, [f"mot{end}hai", "3"]),
    ]


def test_windows_line_ends_and_a_mark_read_as_the_plain_file() -> None:
    windows = csv_of({}, {"code": "1.001193"})

    assert b"\r\n" in windows
    assert read(b"\xef\xbb\xbf" + windows) == read(windows.replace(b"\r\n", b"\n"))


def test_optional_columns_may_follow() -> None:
    header, row = csv_of({}).decode().splitlines()
    content = f"{header},audience,legal_time_value\n{row},công dân; doanh nghiệp,15\n".encode()

    [record], _torn = read(content)

    assert (record.values["audience"], record.values["legal_time_value"]) == (
        "công dân; doanh nghiệp",
        "15",
    )


@pytest.mark.parametrize("encoding", ["cp1258", "utf-16-le", "latin-1"])
def test_other_encodings_are_refused_with_the_line(encoding: str) -> None:
    content = csv_of({}) + "1.001193,Đăng ký".replace("Đ", "À").encode(encoding, "replace")

    with pytest.raises(FileRefused) as refused:
        rows(content)

    assert [(p.line, p.message) for p in refused.value.problems] == [
        (3, "không đọc được chữ; hãy lưu tệp dưới dạng “CSV UTF-8” rồi nạp lại.")
    ]
