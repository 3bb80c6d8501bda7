"""`MaXacThuc`: hex SHA-256 over the values joined by `|` and the secret."""

import hashlib
import hmac
from collections.abc import Mapping
from typing import Any

INIT = [
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
]
ABOUT_ONE = ["LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD"]
ABOUT_A_DAY = ["LoaiBanTin", "PhienBan", "MaDoiTac", "NgayDoiSoat", "TrangSo", "ThoiGianGD"]
RESULT = [
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
]


def digest(message: Mapping[str, Any], names: list[str], secret: str) -> str:
    """`MaXacThuc` as it must be. KeyError when a field is missing."""
    text = "|".join([*(str(message[name]) for name in names), secret])
    return hashlib.sha256(text.encode()).hexdigest()


def is_right(message: Mapping[str, Any], names: list[str], secret: str) -> bool:
    """Whether the message carries it."""
    try:
        return hmac.compare_digest(
            str(message["MaXacThuc"]).encode(), digest(message, names, secret).encode()
        )
    except (KeyError, ValueError):
        return False
