"""Amounts as people type them."""

import pytest
from django import forms

from portal.shared.web.vnd_field import VndField


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.200.000", 1_200_000), ("1200000", 1_200_000), ("1,200,000", 1_200_000),
        ("1 200 000 đ", 1_200_000), ("500.000đ", 500_000), (" 500000 VND ", 500_000),
        ("500.000 đồng", 500_000), ("0", 0), ("007", 7), ("100000000000", 100_000_000_000),
    ],
)  # fmt: skip
def test_read(typed, amount):
    assert VndField().clean(typed) == amount


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "không có thì nhập 0"), ("   ", "không có thì nhập 0"),
        ("năm trăm", "ví dụ 1.200.000"),
        ("-5", "ví dụ 1.200.000"), ("1.5", "ví dụ 1.200.000"), ("1.200,000", "ví dụ 1.200.000"),
        ("1e6", "ví dụ 1.200.000"), ("١٢٣", "ví dụ 1.200.000"), ("²", "ví dụ 1.200.000"),
        ("100000000001", "quá lớn"), ("9" * 41, "tối đa 40"),
    ],
)  # fmt: skip
def test_refused_with_the_way_to_mend_it(typed, words):
    with pytest.raises(forms.ValidationError, match=words):
        VndField().clean(typed)


def test_may_be_left_out_where_it_need_not_be_there():
    assert VndField(required=False).clean("") is None
