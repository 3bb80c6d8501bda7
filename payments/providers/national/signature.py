"""`MaXacThuc`: hex SHA-256 over the values of a message, in a fixed order, and the secret."""

import hashlib
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

INIT = (
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
ABOUT_ONE = ("LoaiBanTin", "PhienBan", "MaDoiTac", "MaThamChieu", "ThoiGianGD")
ABOUT_A_DAY = ("LoaiBanTin", "PhienBan", "MaDoiTac", "NgayDoiSoat", "TrangSo", "ThoiGianGD")
RESULT = (
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
SEPARATOR = "|"


def signed_text(message: Mapping[str, Any], names: Sequence[str]) -> str:
    """The values joined by `|`. Raises ValueError for a message that could be read in two ways: a
    value that is missing, is neither text nor a whole number, or holds the separator."""
    return SEPARATOR.join(_plain(message, name) for name in names)


def sign(message: Mapping[str, Any], names: Sequence[str], secret: str) -> str:
    """`MaXacThuc` of the message."""
    text = SEPARATOR.join((signed_text(message, names), secret))
    return hashlib.sha256(text.encode()).hexdigest()


def is_signed(message: Mapping[str, Any], names: Sequence[str], secret: str) -> bool:
    """Whether the message's own `MaXacThuc` is right; compared in constant time."""
    given = message.get("MaXacThuc")
    if not isinstance(given, str) or not given.isascii():
        return False
    return hmac.compare_digest(given.lower(), sign(message, names, secret))


def _plain(message: Mapping[str, Any], name: str) -> str:
    value = message.get(name)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError(f"{name} is neither text nor a whole number")
    text = str(value)
    if SEPARATOR in text:
        raise ValueError(f"{name} holds the separator")
    return text
