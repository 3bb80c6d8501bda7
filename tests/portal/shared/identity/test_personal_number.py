import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.identity import personal_number
from portal.shared.identity.errors import IdentityError


@pytest.mark.parametrize(
    ("text", "province", "sex", "year"),
    [
        ("049190001234", "049", "female", 1990),
        ("049 090 001 234", "049", "male", 1990),
        ("048.205.123456", "048", "male", 2005),
        ("001399000001", "001", "female", 2099),
        ("049400000001", "049", "male", 2100),
    ],
)
def test_reads_what_the_number_carries(text, province, sex, year):
    number = personal_number.parse(text)
    assert (number.province_code, number.sex, number.birth_year) == (province, sex, year)
    assert number.warning == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Số định danh cá nhân chỉ gồm chữ số, ví dụ 049190001234."),
        ("04919000123A", "Số định danh cá nhân chỉ gồm chữ số, ví dụ 049190001234."),
        ("٠٤٩١٩٠٠٠١٢٣٤", "Số định danh cá nhân chỉ gồm chữ số, ví dụ 049190001234."),
        ("04919000123", "Số định danh cá nhân phải có 12 chữ số, bạn đã nhập 11 chữ số."),
        (
            "205123456",
            "Đây là số chứng minh nhân dân cũ (9 chữ số). Nhập số định danh cá nhân 12 chữ số.",
        ),
    ],
)
def test_refuses_in_words_that_help(text, words):
    with pytest.raises(IdentityError) as refusal:
        personal_number.parse(text)
    assert str(refusal.value) == words


def test_an_unknown_province_only_warns():
    number = personal_number.parse("100190001234")
    assert number.warning.startswith("Ba chữ số đầu (100) không phải mã tỉnh trong nước.")


def test_there_are_63_provinces():
    assert len(personal_number.PROVINCE_CODES) == 63


NOT_THE_SEX = "Số định danh cá nhân không khớp với giới tính: chữ số thứ tư (1) là của nữ."
NOT_THE_YEAR = "Số định danh cá nhân không khớp với năm sinh: theo số này, năm sinh là 1990."


@pytest.mark.parametrize(
    ("sex", "year", "begin"),
    [
        ("female", 1990, ""),
        (None, None, ""),
        (
            "male",
            1990,
            NOT_THE_SEX,
        ),
        (
            "female",
            1991,
            NOT_THE_YEAR,
        ),
        ("male", 1890, "Số định danh cá nhân không khớp với giới tính và năm sinh."),
    ],
)
def test_compares_with_sex_and_birth_year(sex, year, begin):
    words = personal_number.mismatch(
        personal_number.parse("049190001234"), sex=sex, birth_year=year
    )
    assert words.startswith(begin)
    assert bool(words) == bool(begin)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        assert len(personal_number.parse(text).text) == 12
    except IdentityError as error:
        assert str(error).endswith(".")
