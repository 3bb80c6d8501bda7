"""Every mistake of a file is found in one go, by line and column."""

import pytest

from services.importing.checking import check
from services.importing.problems import FileRefused
from services.importing.reading import read
from tests.services.conftest import csv_of

KNOWN_UNITS = "same_day, working_day, day"


def refused(*rows: dict[str, str]) -> list[tuple[int, str, str]]:
    with pytest.raises(FileRefused) as refusal:
        check(*read(csv_of(*rows)))
    return [(p.line, p.column, p.message) for p in refusal.value.problems]


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        ({"code": ""}, "code", "thiếu mã thủ tục."),
        (
            {"code": "4.000488"},
            "code",
            "“4.000488” không phải mã thủ tục; mã có dạng 2.000488 hoặc 2.000488.000.00.00.H47.",
        ),
        (
            {"code_local_h47": "H47"},
            "code_local_h47",
            "“H47” không phải mã tại tỉnh; mã có dạng 2.000488.000.00.00.H47.",
        ),
        ({"name_vi": "  "}, "name_vi", "thiếu tên thủ tục."),
        ({"name_vi": "x" * 601}, "name_vi", "tên thủ tục dài quá 600 ký tự."),
        ({"field": ""}, "field", "thiếu lĩnh vực."),
        (
            {"level": "phường"},
            "level",
            "không có giá trị “phường”; điền một trong: tỉnh, huyện, xã.",
        ),
        ({"level": ""}, "level", "ô trống; điền một trong: tỉnh, huyện, xã."),
        ({"agency": ""}, "agency", "thiếu cơ quan thực hiện."),
        (
            {"time_value": "mười"},
            "time_value",
            "“mười” không phải số ngày; ví dụ 10 hoặc 2.5.",
        ),
        ({"time_value": "-3"}, "time_value", "“-3” không phải số ngày; ví dụ 10 hoặc 2.5."),
        ({"time_value": ""}, "time_value", "có đơn vị thời gian mà thiếu số ngày."),
        (
            {"time_unit": "week"},
            "time_unit",
            f"không có giá trị “week”; điền một trong: {KNOWN_UNITS}.",
        ),
        (
            {"time_unit": ""},
            "time_unit",
            f"có số ngày mà thiếu đơn vị thời gian ({KNOWN_UNITS}).",
        ),
        (
            {"fee_vnd": "200.000"},
            "fee_vnd",
            "“200.000” không phải số tiền; ghi số nguyên đồng, không dấu chấm, ví dụ 200000.",
        ),
        (
            {"online_level_34": "5"},
            "online_level_34",
            "không có giá trị “5”; điền một trong: 2, 3, 4.",
        ),
    ],
)
def test_a_bad_cell(cells: dict[str, str], column: str, message: str) -> None:
    assert refused(cells) == [(2, column, message)]


def test_a_code_that_stands_twice_names_the_first_line() -> None:
    assert refused({}, {"code": "1.001193"}, {}) == [(4, "code", "mã 2.000488 đã có ở dòng 2.")]


def test_every_mistake_of_every_row_is_reported_by_its_line_in_the_file() -> None:
    found = refused(
        {"documents": "hai\ndòng"},
        {"code": "1.001193", "fee_vnd": "miễn", "level": "ấp"},
        {"code": "1.001194"},
        {"code": "xx", "time_value": ""},
    )

    assert [(line, column) for line, column, _message in found] == [
        (4, "fee_vnd"),
        (4, "level"),
        (6, "code"),
        (6, "time_value"),
    ]


@pytest.mark.parametrize(
    "cells",
    [
        {"time_value": "0", "time_unit": "same_day"},
        {"time_value": "", "time_unit": "same_day"},
        {"time_value": "", "time_unit": ""},
        {"time_value": "2.5"},
        {"fee_vnd": ""},
        {"code_local_h47": ""},
        {"online_level_34": ""},
    ],
)
def test_a_good_cell(cells: dict[str, str]) -> None:
    assert len(check(*read(csv_of(cells)))) == 1
