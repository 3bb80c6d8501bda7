"""Pages that are hard to judge: each was judged wrong, cut wrong or turned for nothing once."""

from collections.abc import Callable

import numpy as np
import pytest
from PIL import Image

from counter.digitising.pixels.lid import level_off_lid
from counter.digitising.pixels.measure import measure
from counter.digitising.pixels.paper import scanned
from counter.digitising.pixels.straighten import find_skew, level
from counter.digitising.pixels.turning import quarter_turns
from counter.digitising.pixels.types import Picture
from counter.digitising.pixels.upright import turn_wanted
from tests.hard_scans import (
    PAPER,
    card_on_table,
    empty,
    held_by_finger,
    in_shadow,
    on_lid,
    pencilled,
    punched,
    ruled,
    shone_through,
    signed,
    stamped,
)
from tests.scans import blank_page, text_page, written_page

Made = Callable[[], Image.Image]


def picture(page: Image.Image) -> Picture:
    return Picture(np.asarray(page), 200)


@pytest.mark.parametrize("made", [stamped, signed, pencilled])
def test_a_faint_seal_a_thin_signature_and_pencil_are_no_blank_pages(made: Made) -> None:
    assert not measure(picture(made())).is_blank


@pytest.mark.parametrize("made", [empty, shone_through, lambda: punched(empty())])
def test_grain_what_shines_through_and_punched_holes_are_blank(made: Made) -> None:
    assert measure(picture(made())).is_blank


@pytest.mark.parametrize(
    "made", [stamped, lambda: signed(size=90, width=5), lambda: punched(empty())]
)
def test_what_has_no_lines_is_not_turned(made: Made) -> None:
    assert find_skew(picture(made())) == 0.0


def test_corners_that_turning_adds_have_the_colour_of_the_paper() -> None:
    turned = level(picture(empty(grain=0)), 3.0)
    assert turned.pixels.reshape(-1, 3).min(axis=0) == pytest.approx(PAPER, abs=2)
    assert turned.pixels.reshape(-1, 3).max(axis=0) == pytest.approx(PAPER, abs=2)


def test_a_sheet_before_a_black_lid_is_cut_out_at_its_own_size() -> None:
    sheet = text_page(dpi=140)  # as large as A5 at 200 dpi
    scan = picture(on_lid(sheet))
    found = level_off_lid(scan, find_skew(scan))
    assert found is not None
    assert (found.width, found.height) == pytest.approx(sheet.size, abs=16)
    assert found.dpi == 200
    assert find_skew(found) == pytest.approx(0, abs=0.1)
    rim = np.concatenate([found.pixels[[0, -1]].ravel(), found.pixels[:, [0, -1]].ravel()])
    assert rim.min() > 200, "nothing of the lid is left"


def test_a_page_without_lid_is_left_alone_and_so_is_a_dark_cover() -> None:
    assert level_off_lid(picture(text_page(skew=2)), 2.0) is None
    cover = Image.new("RGB", (600, 800), (70, 20, 22))
    assert level_off_lid(picture(cover), 0.0) is None
    framed = text_page(dpi=100)
    framed.paste(cover.resize((300, 300)), (0, 0))
    assert level_off_lid(picture(framed), 0.0) is None


def test_a_card_on_a_table_becomes_the_card_in_its_own_shape() -> None:
    card = scanned(np.asarray(card_on_table()))
    assert card.width / card.height == pytest.approx(85.60 / 53.98, abs=0.005)
    assert card.width == pytest.approx(1110, abs=20)
    rim = np.concatenate([card.pixels[4, 8:-8], card.pixels[-5, 8:-8]])
    assert rim.min() > 180, "the table is gone"
    assert abs(find_skew(card)) < 0.3


@pytest.mark.parametrize("made", [in_shadow, held_by_finger])
def test_a_shadow_or_a_finger_does_not_hide_the_sheet(made: Made) -> None:
    sheet = scanned(np.asarray(made()))
    assert sheet.height / sheet.width == pytest.approx(11.693 / 8.268, abs=0.01)
    assert sheet.width == pytest.approx(1280, abs=25)
    assert find_skew(sheet) == pytest.approx(0, abs=0.3)


def letter() -> Image.Image:
    return written_page(*["Họ, chữ đệm và tên: Nguyễn Thị Trà", "GIẤY ỦY QUYỀN, ngày 22/03"] * 8)


@pytest.mark.parametrize("lying", [0, 90, 180, 270])
@pytest.mark.parametrize("made", [letter, ruled])
def test_a_page_on_its_side_or_head_is_found_with_the_turn_that_mends_it(
    made: Made, lying: int
) -> None:
    page = quarter_turns(picture(made()), lying)
    assert turn_wanted(page) == (360 - lying) % 360


@pytest.mark.parametrize("turn", [0, 180])
@pytest.mark.parametrize("line", ["0491 8800 1234 5678 9000 12", "7 1 4 000 7 117 4 141", ""])
def test_a_page_that_does_not_tell_is_left_as_it_lies(line: str, turn: int) -> None:
    page = written_page(*[line] * 8) if line else blank_page()
    assert turn_wanted(quarter_turns(picture(page), turn)) == 0


def test_english_that_stands_upright_is_not_turned() -> None:
    page = written_page(*["Certificate of no criminal record", "issued to the person named"] * 8)
    assert turn_wanted(picture(page)) == 0
