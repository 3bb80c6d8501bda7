"""The QR text of a card: read to the letter, and garbage told in words."""

from datetime import date

import pytest

from counter.identity_card import IdentityCard, UnreadableCard, guess_address, read_card
from tests.counter.intake_world import CARD, NEW_CARD


def test_a_card_is_read_to_the_letter() -> None:
    assert read_card(CARD) == IdentityCard(
        identity_number="049190004747",
        old_number="205123456",
        full_name="Nguyễn Thị Trà",
        birth_date=date(1990, 3, 22),
        sex="female",
        address="Thôn Hà Quang, Tam Tiến, Núi Thành, Quảng Nam",
        issued_on=date(2021, 5, 10),
    )


def test_a_card_without_old_number_with_more_parts_and_torn_diacritics() -> None:
    card = read_card(NEW_CARD.replace("ồ", "ô\u0300") + "|||Lê Văn A|")

    assert (card.old_number, card.full_name, card.sex) == ("", "Hồ Thị Xuân Mai", "female")


def test_what_cannot_be_seen_is_no_part_of_the_address() -> None:
    garbled = CARD.replace("Thôn Hà", "Thôn \x01\x02 Hà\x1b")
    assert read_card(garbled).address == read_card(CARD).address


def test_a_card_survives_its_json() -> None:
    card = read_card(CARD)

    assert IdentityCard.from_json(card.as_json()) == card


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("https://example.vn|x", "không phải của thẻ căn cước (chỉ đọc được 2 phần, cần 7)"),
        (CARD.replace("049190004747", "04919000474"), "lỗi ở số định danh"),
        (CARD.replace("Nguyễn Thị Trà", "Nguy?n Th? Trà"), "lỗi chữ"),
        (CARD.replace("Nguyễn Thị Trà", ""), "lỗi chữ"),
        (CARD.replace("22031990", "31021990"), "lỗi ở ngày sinh"),
        (CARD.replace("22031990", "22032990"), "lỗi ở ngày sinh"),
        (CARD + CARD, "mã của hơn một thẻ"),
        ("|".join(CARD.split("|")[:6]), "chỉ đọc được 6 phần, cần 7"),
        ("|" * 6, "lỗi ở số định danh"),
        (CARD.replace("Nguyễn Thị Trà", "Trà 😀"), "lỗi chữ"),
    ],
    ids=[
        "a web address",
        "a digit lost",
        "another code page",
        "no name",
        "no such day",
        "a year to come",
        "two cards",
        "a part lost",
        "nothing but bars",
        "a picture",
    ],
)
def test_garbage_is_told_in_words(text: str, words: str) -> None:
    with pytest.raises(UnreadableCard) as error:
        read_card(text)

    assert words in str(error.value)


@pytest.mark.parametrize(
    ("address", "guess"),
    [
        ("Thôn Hà Quang, Tam Tiến, Núi Thành, Quảng Nam", ("20974", "Thôn Hà Quang")),
        ("Tổ 3, P. Tân Thạnh, TP. Tam Kỳ, Tỉnh Quảng Nam", ("20335", "Tổ 3")),
        ("Tam Tiến, Núi Thành, Quảng Nam", ("20974", "")),
        ("5 Lê Lợi, Hải Châu 1, Hải Châu, Đà Nẵng",
         ("outside", "5 Lê Lợi, Hải Châu 1, Hải Châu, Đà Nẵng")),
        ("Xóm 1, Tam Tiền, Núi Thàn, Quảng Nam", ("", "Xóm 1, Tam Tiền, Núi Thàn, Quảng Nam")),
        ("", ("", "")),
    ],
    ids=["card", "abbreviated", "no line", "elsewhere", "misprinted", "empty"],
)  # fmt: skip
def test_the_commune_is_guessed_from_the_address(
    units: None, address: str, guess: tuple[str, str]
) -> None:
    assert guess_address(address) == guess
