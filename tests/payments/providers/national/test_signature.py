"""`MaXacThuc`, against a value computed by hand."""

import hashlib

import pytest

from payments.providers.national.signature import ABOUT_ONE, INIT, RESULT, is_signed, sign
from tests.payments.providers.national.platform import SECRET

QUESTION = {
    "LoaiBanTin": "QUERY",
    "PhienBan": "1.0.6",
    "MaDoiTac": "TESTS",
    "MaThamChieu": "R1",
    "ThoiGianGD": "20220322093000",
}


def test_the_values_in_order_and_the_secret():
    text = b"QUERY|1.0.6|TESTS|R1|20220322093000|platform-tests-secret"
    assert sign(QUESTION, ABOUT_ONE, SECRET) == hashlib.sha256(text).hexdigest()


def test_the_order_of_each_message():
    assert INIT == (
        "LoaiBanTin",
        "PhienBan",
        "MaDoiTac",
        "MaThamChieu",
        "SoTien",
        "LoaiHinhThanhToan",
        "MaKenhThanhToan",
        "MaThietBi",
        "NgonNgu",
        "MaTienTe",
        "MaNganHang",
        "ThongTinGiaoDich",
        "ThoiGianGD",
        "Ip",
    )
    assert RESULT == (
        "LoaiBanTin",
        "MaLoi",
        "MaDoiTac",
        "MaThamChieu",
        "SoTien",
        "MaTienTe",
        "MaGiaoDich",
        "MaNganHang",
        "ThoiGianGD",
        "ThongTinGiaoDich",
    )


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_hex_in_either_case(case):
    signed = {**QUESTION, "MaXacThuc": case(sign(QUESTION, ABOUT_ONE, SECRET))}
    assert is_signed(signed, ABOUT_ONE, SECRET)


@pytest.mark.parametrize("given", [None, 5, "", "é" * 64, "0" * 64, ["x"]])
def test_what_is_no_signature(given):
    assert not is_signed({**QUESTION, "MaXacThuc": given}, ABOUT_ONE, SECRET)


def test_values_cannot_be_shifted_over_the_separator():
    honest = {**QUESTION, "PhienBan": "1", "MaDoiTac": "2|3"}
    with pytest.raises(ValueError, match="separator"):
        sign(honest, ABOUT_ONE, SECRET)


@pytest.mark.parametrize("value", [None, True, 1.5, [], {}])
def test_a_value_is_text_or_a_whole_number(value):
    with pytest.raises(ValueError, match="PhienBan"):
        sign({**QUESTION, "PhienBan": value}, ABOUT_ONE, SECRET)
