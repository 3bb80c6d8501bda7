"""Answers that cannot be believed: nothing is closed and nobody is led astray."""

import json

import pytest

from payments.providers.base import Standing
from payments.providers.errors import ProviderRefused, ProviderUnavailable, UnknownReference
from payments.providers.national.checkout import as_checkout
from payments.providers.national.report import as_report

REFERENCE = f"MC20220322093000{'1' * 32}"
WAITS = {
    "MaLoi": "00",
    "MaThamChieu": REFERENCE,
    "TrangThaiGD": "0",
    "SoTien": "100000",
    "MaTienTe": "VND",
    "MaGiaoDich": "TT1",
}


@pytest.mark.parametrize(
    ("state", "standing", "declined"),
    [
        ("0", Standing.OPEN, False),
        ("1", Standing.PAID, False),
        ("3", Standing.OPEN, False),
        ("4", Standing.CLOSED, True),
        ("5", Standing.CLOSED, False),
        ("6", Standing.CLOSED, False),
        ("9", Standing.OPEN, False),
        (None, Standing.OPEN, False),
        (["4"], Standing.OPEN, False),
    ],
)
def test_only_a_clear_word_closes(state, standing, declined):
    report = as_report({**WAITS, "TrangThaiGD": state}, REFERENCE)
    assert (report.standing, report.declined) == (standing, declined)
    assert report.payment_reference == ("TT1" if standing == Standing.PAID else "")
    assert report.attempt_key == "11111111-1111-1111-1111-111111111111"


@pytest.mark.parametrize(
    "changed",
    [
        {"MaLoi": "99"},
        {"MaLoi": None},
        {"MaThamChieu": "another"},
        {"SoTien": "1.5"},
        {"SoTien": "-1"},
        {"SoTien": None},
        {"SoTien": "٣"},
        {"SoTien": "9" * 5000},
        {"SoTien": True},
    ],
)
def test_an_answer_that_says_nothing(changed):
    with pytest.raises(ProviderUnavailable):
        as_report({**WAITS, **changed}, REFERENCE)


def test_an_unknown_reference():
    with pytest.raises(UnknownReference):
        as_report({"MaLoi": "01"}, REFERENCE)


def test_amounts_come_as_numbers_too():
    assert as_report({**WAITS, "SoTien": 100000}, REFERENCE).amount == 100_000


@pytest.mark.parametrize("code", ["2", "3"])
def test_a_clear_no_is_refused(code):
    with pytest.raises(ProviderRefused):
        as_checkout({"error_code": code, "message": "Không nhận"}, REFERENCE)


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"error_code": "1"},
        {"error_code": "77"},
        {"error_code": "0"},
        {"error_code": "0", "message": "{"},
        {"error_code": "0", "message": "[]"},
        {"error_code": "0", "message": json.dumps({"UrlThanhToan": "javascript:alert(1)"})},
        {"error_code": "0", "message": json.dumps({"UrlThanhToan": "/pay"})},
        {"error_code": "0", "message": json.dumps({"UrlThanhToan": "http://["})},
    ],
)
def test_no_page_and_no_clear_no_is_asked_again(answer):
    with pytest.raises(ProviderUnavailable):
        as_checkout(answer, REFERENCE)


def test_the_page():
    answer = {"error_code": "0", "message": json.dumps({"UrlThanhToan": "https://a.example/p"})}
    checkout = as_checkout(answer, REFERENCE)
    assert (checkout.reference, checkout.redirect_url) == (REFERENCE, "https://a.example/p")
