import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.identity import phone
from portal.shared.identity.errors import IdentityError


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("+84912345678", "0912345678"),
        ("+84 (0)912-345-678", "0912345678"),
        ("84912345678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("(0235) 3852 123", "02353852123"),
        ("+84 235 3852 123", "02353852123"),
    ],
)
def test_reads_phones_as_typed(typed, number):
    assert phone.parse(typed) == number


@pytest.mark.parametrize(
    "typed", ["", "abc", "0112345678", "091234567", "09123456789", "٠٩١٢٣٤٥٦٧٨"]
)
def test_refuses_what_is_no_phone(typed):
    with pytest.raises(IdentityError):
        phone.parse(typed)


def test_says_how_many_digits_were_typed():
    with pytest.raises(IdentityError, match="bạn đã nhập 9 chữ số"):
        phone.parse("091234567")


def test_shows_a_number_in_groups():
    assert phone.display("0912345678") == "0912 345 678"
    assert phone.display("02353852123") == "0235 3852 123"


@given(st.text())
def test_a_parsed_number_stays_as_it_is(text):
    try:
        number = phone.parse(text)
    except IdentityError:
        return
    assert phone.parse(number) == number == phone.parse(phone.display(number))
