import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.shared.identity import tax_code
from portal.shared.identity.errors import IdentityError


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("0100109106", "0100109106"),
        ("0100 109 106", "0100109106"),
        ("0100109106-001", "0100109106-001"),
        ("0100109106001", "0100109106-001"),
    ],
)
def test_reads_codes_as_typed(typed, code):
    assert tax_code.parse(typed) == code


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("0100109107", "Mã số thuế này không đúng: chữ số kiểm tra không khớp"),
        ("010010910", "Mã số thuế phải có 10 chữ số"),
        ("MST", "Mã số thuế chỉ gồm chữ số"),
        ("", "Mã số thuế chỉ gồm chữ số"),
    ],
)
def test_refuses_in_words_that_help(typed, words):
    with pytest.raises(IdentityError, match=words):
        tax_code.parse(typed)


@given(st.text())
def test_any_text_is_read_or_refused(text):
    try:
        assert tax_code.parse(text)
    except IdentityError as error:
        assert str(error).endswith(".")
