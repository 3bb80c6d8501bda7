"""Messages: signed in each field, one page per reference, refusals that say why."""

import pytest
import requests

from outside.payment_platform.signature import ABOUT_A_DAY, ABOUT_ONE, INIT, digest
from tests.outside.payment_platform.conftest import init_message, page_of
from tests.payments.providers.national.platform import BANK, PARTNER, SECRET


def about(kind, reference, **changed):
    message = {
        "LoaiBanTin": kind,
        "PhienBan": "1.0.6",
        "MaDoiTac": PARTNER,
        "MaThamChieu": reference,
        "ThoiGianGD": "20220322093000",
        **changed,
    }
    return {**message, "MaXacThuc": digest(message, ABOUT_ONE, SECRET)}


@pytest.mark.parametrize("field", INIT)
def test_a_field_changed_after_signing_is_refused(platform, field):
    message = init_message()
    message[field] += "1"
    assert platform.send("init", message).json()["error_code"] == "1"
    assert platform.state(message["MaThamChieu"])["MaLoi"] == "01"


@pytest.mark.parametrize("field", ABOUT_ONE)
@pytest.mark.parametrize("kind", ["query", "cancel"])
def test_a_question_changed_after_signing_is_refused(platform, asked, kind, field):
    reference, _ = asked
    message = about(kind.upper(), reference)
    message[field] += "1"
    assert platform.send(kind, message).json()["MaLoi"] == "97"
    assert platform.state(reference)["TrangThaiGD"] == "0"


def test_the_same_reference_brings_the_same_page(platform):
    message = init_message()
    first = page_of(platform.send("init", message).json())
    assert page_of(platform.send("init", message).json()) == first
    platform.press(first, "succeed")
    assert page_of(platform.send("init", message).json()) == first
    assert platform.state(message["MaThamChieu"])["TrangThaiGD"] == "1"


def test_the_same_reference_for_another_amount_is_refused(platform):
    message = init_message()
    page_of(platform.send("init", message).json())
    paper = {**message["ThongTinBienLai"], "DSKhoanNop": [{"SoTien": "90000"}]}
    other = init_message(MaThamChieu=message["MaThamChieu"], SoTien="90000", ThongTinBienLai=paper)
    assert platform.send("init", other).json()["error_code"] == "3"
    assert platform.state(message["MaThamChieu"])["SoTien"] == "100000"


@pytest.mark.parametrize(
    "changed",
    [
        {"SoTien": "0"},
        {"SoTien": "-5"},
        {"SoTien": "1e5"},
        {"SoTien": "9" * 20},
        {"SoTien": "90000"},
        {"MaTienTe": "USD"},
        {"PhienBan": "2"},
        {"LoaiBanTin": "QUERY"},
        {"ThongTinBienLai": "none"},
        {"ThongTinGiaoDich": "\x00"},
    ],
)
def test_what_it_cannot_take_is_refused(platform, changed):
    message = init_message(**changed)
    assert platform.send("init", message).json()["error_code"] == "2"
    assert platform.state(message["MaThamChieu"])["MaLoi"] == "01"


def test_paying_tells_all(platform, asked):
    reference, page = asked
    assert platform.press(page, "succeed").headers["Location"] == "http://127.0.0.1:1/back"
    answer = platform.send("query", about("QUERY", reference)).json()
    assert {name: answer[name] for name in ("MaLoi", "TrangThaiGD", "SoTien", "MaTienTe")} == {
        "MaLoi": "00",
        "TrangThaiGD": "1",
        "SoTien": "100000",
        "MaTienTe": "VND",
    }
    assert (answer["MaThamChieu"], answer["MaNganHang"]) == (reference, BANK)


def test_a_refusal_of_the_bank_ends_the_transaction(platform, asked):
    reference, page = asked
    assert platform.press(page, "decline").headers["Location"] == "http://127.0.0.1:1/back"
    assert page.endswith(platform.press(page, "succeed").headers["Location"])
    assert platform.state(reference)["TrangThaiGD"] == "4"


def test_turning_back_cancels(platform, asked):
    reference, page = asked
    answer = platform.press(page, "cancel", bank="")
    assert answer.headers["Location"] == "http://127.0.0.1:1/stopped"
    assert platform.state(reference)["TrangThaiGD"] == "5"


def test_the_partner_cancels_what_waits_and_not_what_is_paid(platform, asked):
    reference, page = asked
    answer = platform.send("cancel", about("CANCEL", reference)).json()
    assert (answer["MaLoi"], answer["TrangThaiGD"]) == ("00", "5")
    platform.press(page, "succeed")
    assert platform.state(reference)["TrangThaiGD"] == "5"

    paid = init_message()
    platform.press(page_of(platform.send("init", paid).json()), "succeed")
    answer = platform.send("cancel", about("CANCEL", paid["MaThamChieu"])).json()
    assert (answer["MaLoi"], answer["TrangThaiGD"]) == ("00", "1")


def test_time_ends_a_page(platform):
    message = init_message(ThoiGianHetHan="20220322094500")
    page = page_of(platform.send("init", message).json())
    platform.press(page, "succeed")
    assert platform.state(message["MaThamChieu"])["TrangThaiGD"] == "6"


def test_the_receipt_of_a_paid_transaction_is_a_pdf(platform, asked):
    reference, page = asked
    before = platform.send("receipt", about("RECEIPT", reference))
    assert before.json()["MaLoi"] == "01"
    platform.press(page, "succeed")
    after = platform.send("receipt", about("RECEIPT", reference))
    assert after.headers["Content-Type"] == "application/pdf"
    assert after.content.startswith(b"%PDF-1.4")
    assert reference.encode() in after.content


@pytest.mark.parametrize("field", ABOUT_A_DAY)
def test_the_list_of_a_day_is_for_the_partner_alone(platform, field):
    message = {
        "LoaiBanTin": "RECONCILE",
        "PhienBan": "1.0.6",
        "MaDoiTac": PARTNER,
        "NgayDoiSoat": "20220322",
        "TrangSo": "1",
        "ThoiGianGD": "20220323010000",
    }
    message["MaXacThuc"] = digest(message, ABOUT_A_DAY, SECRET)
    assert platform.send("reconcile", message).json()["DanhSach"] == []
    message[field] += "1"
    assert platform.send("reconcile", message).json()["MaLoi"] == "97"


@pytest.mark.parametrize("kind", ["init", "query", "cancel", "receipt", "reconcile"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b"{}", b'{"MaDoiTac": 1}'])
def test_nonsense_is_answered(platform, kind, body):
    answer = requests.post(f"{platform.url}/api/{kind}", data=body, timeout=60)
    assert answer.status_code == 200
    told = answer.json()
    assert told.get("error_code") in ("1", "2") or told.get("MaLoi") in ("02", "97")
