"""Straightening, measuring, flattening: on pages whose skew, blur and light are known."""

import numpy as np
import pytest
from PIL import Image

from counter.digitising.pixels.measure import measure
from counter.digitising.pixels.paper import find_sheet, scanned
from counter.digitising.pixels.straighten import find_skew, level
from counter.digitising.pixels.turning import crop, quarter_turns
from counter.digitising.pixels.types import Picture
from tests.scans import blank_page, photo, text_page

TOLERANCE_DEGREES = 0.1


def picture(page: Image.Image, dpi: int = 200) -> Picture:
    return Picture(np.asarray(page), dpi)


@pytest.mark.parametrize("degrees", [-10, -7.3, -2.5, -0.6, 0, 0.4, 1.8, 5, 9.7])
def test_skew_is_found_to_a_tenth_of_a_degree_and_taken_out(degrees: float) -> None:
    page = picture(text_page(skew=degrees))
    found = find_skew(page)
    assert found == pytest.approx(degrees, abs=TOLERANCE_DEGREES)
    straight = level(page, found)
    assert find_skew(straight) == pytest.approx(0, abs=TOLERANCE_DEGREES)
    assert straight.pixels.shape == page.pixels.shape, "still A4: only empty margins were trimmed"


def test_a_page_on_its_side_is_levelled_too() -> None:
    assert find_skew(picture(text_page(skew=3.3).rotate(90, expand=True))) == pytest.approx(
        3.3, abs=TOLERANCE_DEGREES
    )


def test_a_page_without_lines_is_left_as_it_is() -> None:
    assert find_skew(picture(blank_page())) == 0.0


def test_straightening_never_cuts_off_ink() -> None:
    page = text_page(skew=6)
    page.paste((0, 0, 0), (20, 1100, 60, 1180))  # near the edge: turned, it leaves the old frame
    page.paste((0, 0, 0), (1590, 20, 1640, 90))
    straight = level(picture(page), 6.0)
    assert straight.width > page.width
    black = int((straight.pixels.max(axis=2) < 20).sum())
    assert black >= (40 * 80 + 50 * 70) * 0.97


def test_blank_blurred_and_dark_pages_are_told_from_good_ones() -> None:
    pages = {
        "good": text_page(),
        "good, dim": text_page(light=0.6),
        "good, skewed": text_page(skew=2.5, blur=0.5),
        "blank": blank_page(),
        "blurred": text_page(blur=3),
        "dark": text_page(light=0.3),
    }
    found = {name: measure(picture(page)) for name, page in pages.items()}
    told = {name: (m.is_blank, m.is_blurred, m.is_dark) for name, m in found.items()}
    assert told == {
        "good": (False, False, False),
        "good, dim": (False, False, False),
        "good, skewed": (False, False, False),
        "blank": (True, False, False),
        "blurred": (False, True, False),
        "dark": (False, False, True),
    }


def test_a_single_short_line_is_no_blank_page() -> None:
    page = blank_page()
    page.paste(text_page().crop((200, 280, 700, 320)), (200, 1000))
    assert not measure(picture(page)).is_blank


def test_a_photo_becomes_the_sheet_alone_with_the_resolution_of_a4() -> None:
    taken = np.asarray(photo(text_page(dpi=300), width=2400, tilt=3))
    sheet = scanned(taken)
    # 80 % of 2,400 pixels are the 8.27 inches of the short side.
    assert sheet.dpi == pytest.approx(2400 * 0.8 / 8.268, abs=3)
    assert sheet.height / sheet.width == pytest.approx(11.693 / 8.268, abs=0.01)
    assert find_skew(sheet) == pytest.approx(0, abs=0.3)
    assert sheet.pixels[5:40, 5:40].min() > 200, "the table is gone"


def test_a_photo_without_a_sheet_is_taken_for_one() -> None:
    whole = np.asarray(text_page(dpi=150))
    assert find_sheet(whole) is None
    assert scanned(whole).dpi == 150


def test_quarter_turns_and_crops() -> None:
    page = Picture(np.arange(8, dtype=np.uint8).reshape(2, 4), 200)
    assert quarter_turns(page, 90).pixels.tolist() == [[4, 0], [5, 1], [6, 2], [7, 3]]
    assert quarter_turns(page, 180).pixels.tolist() == [[7, 6, 5, 4], [3, 2, 1, 0]]
    assert quarter_turns(page, 270).pixels.tolist() == [[3, 7], [2, 6], [1, 5], [0, 4]]
    assert crop(page, [250, 0, 750, 500]).pixels.tolist() == [[1, 2]]
    assert crop(page, []) is page
