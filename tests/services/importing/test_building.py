"""What a row becomes."""

from dataclasses import replace

import pytest

from services.importing.building import build, level_of
from services.importing.checking import check
from services.importing.handmade import Handmade
from services.importing.reading import read
from services.importing.row import ProcedureRow
from tests.services.conftest import csv_of


def row(**cells: str) -> ProcedureRow:
    return check(*read(csv_of(cells)))[0]


@pytest.mark.parametrize(
    ("cells", "level"),
    [
        ({"online_level_34": "4"}, 4),
        ({"online_level_34": "2"}, 2),
        ({"online_level_34": ""}, 3),
        ({"online_level_34": "", "online_level_stated": "Cung cấp thông tin (NĐ 42/2022)"}, 2),
    ],
)
def test_the_level(cells: dict[str, str], level: int, small_handmade: Handmade) -> None:
    assert level_of(row(**cells), small_handmade) == level


def test_a_level_set_by_hand_goes_before_the_file(small_handmade: Handmade) -> None:
    handmade = replace(small_handmade, levels={"2.000488": 3})

    assert level_of(row(online_level_34="4"), handmade) == 3


def test_a_begun_day_is_a_day_and_the_note_says_what_was_published(
    small_handmade: Handmade,
) -> None:
    content = build(row(time_value="2.5", time_note="Nhanh."), small_handmade, None)

    assert content.time_value == 3
    assert content.time_note == "Quyết định công bố ghi 2,5 ngày, tính tròn lên. Nhanh."


@pytest.mark.parametrize(
    ("cells", "stated", "amounts"),
    [
        ({"fee_vnd": "200000"}, True, [200_000]),
        ({"fee_vnd": "0"}, True, []),
        ({"fee_vnd": "", "fee_note": "không thu phí"}, True, []),
        ({"fee_vnd": "", "fee_note": "HĐND tỉnh"}, False, []),
    ],
)
def test_the_fee(
    cells: dict[str, str], stated: bool, amounts: list[int], small_handmade: Handmade
) -> None:
    content = build(row(**cells), small_handmade, None)

    assert content.fee_stated is stated
    assert [fee.rule["amount_vnd"] for fee in content.fees] == amounts


@pytest.mark.parametrize(
    ("basis", "set_by"),
    [
        ("HĐND tỉnh", "province"),
        ("Đà Nẵng NQ 83/2022/NQ-HĐND", "province"),
        ("TT 85/2019/TT-BTC", "province"),
        ("TT 244/2016/TT-BTC", "centre"),
        ("", "centre"),
    ],
)
def test_who_sets_the_fee_is_read_from_its_legal_basis(
    basis: str, set_by: str, small_handmade: Handmade
) -> None:
    content = build(row(fee_legal_basis=basis), small_handmade, None)
    assert [fee.set_by for fee in content.fees] == [set_by]


def test_notes_in_shorthand_are_reworded(small_handmade: Handmade) -> None:
    handmade = replace(small_handmade, wording={"time_note": {"≤3 ngày": "Không quá 3 ngày."}})

    assert build(row(time_note="≤3 ngày"), handmade, None).time_note == "Không quá 3 ngày."
    assert build(row(time_note="khác"), handmade, None).time_note == "khác"


def test_a_name_that_the_source_cut_off_says_so(small_handmade: Handmade) -> None:
    assert build(row(name_vi="x" * 200), small_handmade, None).name == "x" * 200 + "…"
    assert build(row(name_vi="x" * 198), small_handmade, None).name == "x" * 198
