"""The platform as a process, and messages as a partner signs them."""

import itertools
import json
from typing import Any

import pytest

from outside.payment_platform.signature import INIT, digest
from tests.payments.providers.national.platform import (
    PARTNER,
    SECRET,
    Platform,
    platform,
    platform_process,
)

__all__ = ["platform", "platform_process"]

_numbers = itertools.count(1)


def init_message(**changed: Any) -> dict[str, Any]:
    """INIT for 100.000 đ with a reference of its own, signed after the changes."""
    message = {
        "LoaiBanTin": "INIT",
        "PhienBan": "1.0.6",
        "MaDoiTac": PARTNER,
        "MaThamChieu": f"MC20220322093000{next(_numbers):032x}",
        "SoTien": "100000",
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "PAYMENT",
        "ThongTinGiaoDich": "THANH TOAN HO SO H47.15-220322-00001",
        "ThoiGianGD": "20220322093000",
        "Ip": "127.0.0.1",
        "UrlQuayLai": "http://127.0.0.1:1/back",
        "UrlHuy": "http://127.0.0.1:1/stopped",
        "ThongTinBienLai": {
            "TenDonVi": "Sở Tư pháp",
            "HoTenNguoiNop": "Nguyễn Thị Trà",
            "PhiLePhi": [{"TenPhiLePhi": "Phí cấp phiếu", "SoTien": "100000"}],
            "DSKhoanNop": [{"NoiDung": "Phí", "SoTien": "100000"}],
        },
        **changed,
    }
    return {**message, "MaXacThuc": digest(message, INIT, SECRET)}


@pytest.fixture
def asked(platform: Platform) -> tuple[str, str]:
    """Reference and page of a transaction that waits for its payer."""
    message = init_message()
    return message["MaThamChieu"], page_of(platform.send("init", message).json())


def page_of(answer: dict[str, Any]) -> str:
    """`UrlThanhToan` of the answer to INIT."""
    assert answer["error_code"] == "0", answer
    return str(json.loads(answer["message"])["UrlThanhToan"])
