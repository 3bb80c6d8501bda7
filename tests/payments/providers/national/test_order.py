"""INIT: what the platform is asked for."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils.timezone import localtime

from payments.actions.reserve_attempt import reserve_attempt
from payments.order import order_of
from payments.providers.errors import UnknownReference
from payments.providers.national.order import as_init
from payments.providers.national.reference import attempt_key_of, moment_of, reference_of
from tests.payments.factory import make_obligation

pytestmark = pytest.mark.django_db


@pytest.fixture
def order(platform, obligation):
    attempt = reserve_attempt(obligation=obligation, provider="national", next_url="")
    return order_of(attempt)


def test_every_field(order, obligation):
    message = as_init(order)
    paper = message.pop("ThongTinBienLai")
    moment = message["ThoiGianGD"]
    key = order.attempt_key.replace("-", "")
    assert {name: message[name] for name in sorted(message) if name != "MaXacThuc"} == {
        "Ip": "127.0.0.1",
        "LoaiBanTin": "INIT",
        "LoaiHinhThanhToan": "PAY",
        "MaDoiTac": "TESTS",
        "MaKenhThanhToan": "1",
        "MaNganHang": "PAYMENT",
        "MaThamChieu": f"MC{moment}{key}",
        "MaThietBi": "1",
        "MaTienTe": "VND",
        "NgonNgu": "vi-VN",
        "PhienBan": "1.0.6",
        "SoTien": "100000",
        "ThoiGianGD": moment,
        "ThoiGianHetHan": message["ThoiGianHetHan"],
        "ThongTinGiaoDich": f"THANH TOAN HO SO {obligation.reference}",
        "UrlHuy": order.cancel_url,
        "UrlQuayLai": order.success_url,
    }
    assert len(message["MaThamChieu"]) == 48
    assert paper["TenDonVi"] == "Sở Tư pháp"
    assert paper["MaHoSo"] == obligation.reference
    assert (paper["HoTenNguoiNop"], paper["DiaChiNguoiNop"]) == (
        obligation.payer_name,
        obligation.payer_address,
    )
    assert paper["SoCMNDNguoiNop"] == ""
    assert paper["PhiLePhi"] == [
        {
            "LoaiPhiLePhi": "Phi",
            "MaPhiLePhi": "",
            "TenPhiLePhi": "Phí cấp phiếu lý lịch tư pháp",
            "SoTien": "100000",
        }
    ]
    assert [each["SoTien"] for each in paper["DSKhoanNop"]] == ["100000"]


def test_the_moment_is_of_vietnam_and_of_24_hours(order):
    at = datetime(2022, 3, 22, 14, 30, 5, tzinfo=UTC)
    reference = reference_of(attempt_key=order.attempt_key, placed_at=at)
    assert moment_of(reference) == "20220322213005"
    assert attempt_key_of(reference) == order.attempt_key


def test_a_page_lives_a_quarter_of_an_hour(order):
    at = order.placed_at + timedelta(minutes=10)
    with time_machine.travel(at, tick=False):
        end = as_init(order)["ThoiGianHetHan"]
    late = order.expires_at - timedelta(minutes=5)
    with time_machine.travel(late, tick=False):
        cut = as_init(order)["ThoiGianHetHan"]
    assert end == localtime(at + timedelta(minutes=15)).strftime("%Y%m%d%H%M%S")
    assert cut == localtime(order.expires_at).strftime("%Y%m%d%H%M%S")


def test_the_separator_never_gets_into_a_signed_text(platform, payer):
    obligation = make_obligation(payer.citizen, subject="thing|9")
    obligation.reference = "A|B"
    attempt = reserve_attempt(obligation=obligation, provider="national", next_url="")
    attempt.obligation = obligation
    assert as_init(order_of(attempt))["ThongTinGiaoDich"] == "THANH TOAN HO SO A/B"


def test_a_foreign_reference_is_nobodys():
    assert attempt_key_of("MC1") == ""
    with pytest.raises(UnknownReference):
        moment_of("cs_test_1")
