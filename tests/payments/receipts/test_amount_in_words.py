"""Amounts in words: known readings, and a reader of our own that gets the number back."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from payments.receipts.amount_in_words import amount_in_words, number_in_words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Không đồng"),
        (1, "Một đồng"),
        (4, "Bốn đồng"),
        (5, "Năm đồng"),
        (10, "Mười đồng"),
        (11, "Mười một đồng"),
        (15, "Mười lăm đồng"),
        (20, "Hai mươi đồng"),
        (21, "Hai mươi mốt đồng"),
        (24, "Hai mươi bốn đồng"),
        (55, "Năm mươi lăm đồng"),
        (100, "Một trăm đồng"),
        (101, "Một trăm linh một đồng"),
        (105, "Một trăm linh năm đồng"),
        (110, "Một trăm mười đồng"),
        (111, "Một trăm mười một đồng"),
        (115, "Một trăm mười lăm đồng"),
        (121, "Một trăm hai mươi mốt đồng"),
        (1_000, "Một nghìn đồng"),
        (1_005, "Một nghìn không trăm linh năm đồng"),
        (1_050, "Một nghìn không trăm năm mươi đồng"),
        (10_500, "Mười nghìn năm trăm đồng"),
        (21_000, "Hai mươi mốt nghìn đồng"),
        (100_000, "Một trăm nghìn đồng"),
        (105_000, "Một trăm linh năm nghìn đồng"),
        (1_000_005, "Một triệu không trăm linh năm đồng"),
        (
            1_005_015,
            "Một triệu không trăm linh năm nghìn không trăm mười lăm đồng",
        ),
        (1_000_000_000, "Một tỷ đồng"),
        (1_000_000_001, "Một tỷ không trăm linh một đồng"),
        (1_021_000_000, "Một tỷ không trăm hai mươi mốt triệu đồng"),
        (2_500_000_000_000, "Hai nghìn năm trăm tỷ đồng"),
        (
            9_223_372_036_854_775_807,
            "Chín tỷ hai trăm hai mươi ba triệu ba trăm bảy mươi hai nghìn không trăm ba mươi sáu"
            " tỷ tám trăm năm mươi bốn triệu bảy trăm bảy mươi lăm nghìn tám trăm linh bảy đồng",
        ),
    ],
)
def test_known_readings(amount, words):
    assert amount_in_words(amount) == words


def test_nothing_below_zero():
    with pytest.raises(ValueError, match="not negative"):
        amount_in_words(-1)


DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip


def number_of(words: str) -> int:
    """Reads the words as people do, digit by digit; knows nothing of how they were made."""
    total, group, digit = 0, 0, 0
    for word in words.split():
        if word in DIGITS:
            digit = DIGITS[word]
        elif word == "mười":
            group, digit = group + 10, 0
        elif word == "mươi":
            group, digit = group + digit * 10, 0
        elif word == "trăm":
            group, digit = group + digit * 100, 0
        elif word == "nghìn":
            total, group, digit = total + (group + digit) * 1_000, 0, 0
        elif word == "triệu":
            total, group, digit = total + (group + digit) * 1_000_000, 0, 0
        elif word == "tỷ":
            total, group, digit = (total + group + digit) * 1_000_000_000, 0, 0
        else:
            assert word == "linh", word
    return total + group + digit


@given(st.integers(min_value=0, max_value=10**18 - 1))
@example(10**9)
@example(10**12 + 5)
@example(999_999_999_999)
def test_who_reads_the_words_gets_the_number(number):
    assert number_of(number_in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**18 - 1))
def test_the_words_follow_the_rules(number):
    words = number_in_words(number).split()
    pairs = list(pairwise(words))
    assert ("mươi", "một") not in pairs, "mốt after tens"
    assert ("mươi", "năm") not in pairs, "lăm after tens"
    assert ("mười", "năm") not in pairs
    assert ("mười", "mốt") not in pairs
    assert all(before == "trăm" for before, word in pairs if word == "linh")
    assert all(before in ("mươi", "mười") for before, word in pairs if word == "lăm")
    assert "  " not in " ".join(words)
