"""Slips are mended where the catalogue leaves no doubt, and only there."""

import pytest

from services.queries import Filters, search_page
from services.search.lexicon import lexicon
from services.search.spelling import mend, without_keys
from services.search.syllables import is_syllable

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("khia sinh", "khai sinh"),  # changed places
        ("khai sinhh", "khai sinh"),  # a letter too many
        ("khai sih", "khai sinh"),  # a letter too few
        ("ket hom", "ket hon"),  # a wrong letter
        ("lys lichj tuw phaps", "ly lich tu phap"),  # Telex without the input method
        ("ddoori giaays phesp", "doi giay phep"),
        ("ly1 lich5 tu7 pha1p", "ly lich tu phap"),  # VNI
        ("khaisinh", "khai sinh"),  # joined
        ("lylichtuphap", "ly lich tu phap"),
        ("kh ai sinh", "khai sinh"),  # parted
        ("thuong chu", "thuong tru"),  # said alike
        ("khai sinh", "khai sinh"),
        ("ly lich tu phap", "ly lich tu phap"),
        ("2000488", "2000488"),
    ],
)
def test_a_slip_is_mended(typed: str, mended: str) -> None:
    assert " ".join(mend(typed.split(), lexicon())) == mended


@pytest.mark.parametrize("typed", ["con meo", "khoai lang", "khai sinh meo"])
def test_a_word_of_the_language_is_no_slip(typed: str) -> None:
    assert " ".join(mend(typed.split(), lexicon())) == typed


def test_keys_of_telex_and_vni() -> None:
    assert "lich" in without_keys("lichj")
    assert "dat" in without_keys("ddaats")
    assert "tu" in without_keys("tuw")
    assert "lich" in without_keys("lich5")


@pytest.mark.parametrize(
    ("word", "answer"),
    [("sinh", True), ("nghieng", True), ("khia", True), ("sinhh", False), ("lichj", False)],
)
def test_a_syllable(word: str, answer: bool) -> None:
    assert is_syllable(word) is answer


def test_the_page_says_what_was_looked_for_and_can_be_told_not_to() -> None:
    page = search_page("khia sinh", Filters())

    assert (page.mended, page.near, page.revisions[0].procedure.code) == (
        "khai sinh", False, "1.001193",
    )  # fmt: skip
    as_typed = search_page("khia sinh", Filters(), as_typed=True)
    assert (as_typed.mended, as_typed.near) == ("", True)


def test_what_is_found_as_typed_is_not_mended() -> None:
    assert search_page("khai sinh", Filters()).mended == ""


def test_both_spellings_of_i_are_right_and_nobody_is_told() -> None:
    page = search_page("lí lịch tư pháp", Filters())

    assert (page.mended, page.revisions[0].procedure.code) == ("", "2.000488")
