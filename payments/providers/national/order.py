"""An order as the message INIT."""

from datetime import timedelta
from typing import Any

from django.conf import settings

from payments.providers.base import Line, Order
from payments.providers.national.reference import reference_of, written
from payments.providers.national.signature import INIT, SEPARATOR, sign
from portal.shared import clock

VERSION = "1.0.6"
# The client that was seen sends its own machine's address, not the payer's; neither is known here.
PORTAL_ADDRESS = "127.0.0.1"
# Short, because nobody knows whether the platform closes a page when told; then the payer may have
# to wait that long for another way to pay. A repeated INIT does not prolong it.
PAGE_LIFETIME = timedelta(minutes=15)
LONGEST_TEXT = 200


def as_init(order: Order) -> dict[str, Any]:
    """The message, signed. `ThoiGianHetHan`, `UrlQuayLai` and `UrlHuy` are ours and not signed, so
    that a platform that does not know them can leave them aside."""
    message: dict[str, Any] = {
        "LoaiBanTin": "INIT",
        "PhienBan": VERSION,
        "MaDoiTac": settings.NATIONAL_PAYMENT_PARTNER,
        "MaThamChieu": reference_of(attempt_key=order.attempt_key, placed_at=order.placed_at),
        "SoTien": str(order.amount_vnd),
        "LoaiHinhThanhToan": "PAY",
        "MaKenhThanhToan": "1",
        "MaThietBi": "1",
        "NgonNgu": "vi-VN",
        "MaTienTe": "VND",
        "MaNganHang": "PAYMENT",
        "ThongTinGiaoDich": _purpose(order),
        "ThoiGianGD": written(order.placed_at),
        "Ip": PORTAL_ADDRESS,
        "ThoiGianHetHan": written(min(order.expires_at, clock.now() + PAGE_LIFETIME)),
        "UrlQuayLai": order.success_url,
        "UrlHuy": order.cancel_url,
        "ThongTinBienLai": _receipt(order),
    }
    message["MaXacThuc"] = sign(message, INIT, settings.NATIONAL_PAYMENT_SECRET)
    return message


def _purpose(order: Order) -> str:
    """What stands on the payer's bank statement: capitals without diacritics, as banks want it."""
    subject = f"HO SO {order.reference}" if order.reference else "PHI LE PHI"
    purpose = f"THANH TOAN {subject}"
    return purpose.replace(SEPARATOR, "/")[:100]


def _receipt(order: Order) -> dict[str, Any]:
    """Payments know no procedure and no account: the platform knows the partner's accounts, and
    the name of the procedure is the description."""
    name = order.description[:LONGEST_TEXT]
    return {
        "MaDichVu": "2",
        "MaDVC": "",
        "TenDVC": name,
        "MaTTHC": "",
        "TenTTHC": name,
        "MaDonVi": order.payee_code,
        "TenDonVi": order.payee_name,
        "MaHoSo": order.reference,
        "TKThuHuong": "",
        "MaNHThuHuong": "",
        "TenTKThuHuong": "",
        "HoTenNguoiNop": order.payer_name,
        "SoCMNDNguoiNop": "",
        "DiaChiNguoiNop": order.payer_address,
        "NoiDungThanhToan": _purpose(order),
        "PhiLePhi": [
            {
                "LoaiPhiLePhi": "Phi",
                "MaPhiLePhi": "",
                "TenPhiLePhi": line.name[:LONGEST_TEXT],
                "SoTien": str(line.amount_vnd),
            }
            for line in _lines(order)
        ],
        "DSKhoanNop": [{"NoiDung": _purpose(order), "SoTien": str(order.amount_vnd)}],
    }


def _lines(order: Order) -> tuple[Line, ...]:
    """The lines, or one for all when a reduction (a negative line) is among them: a receipt of the
    platform lists what is paid."""
    if order.lines and all(line.amount_vnd > 0 for line in order.lines):
        return order.lines
    names = ", ".join(line.name for line in order.lines if line.amount_vnd > 0)
    return (Line(name=names or order.description, amount_vnd=order.amount_vnd),)
