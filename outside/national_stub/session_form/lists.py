"""`LayDanhSachTTHC`, `LayThuTuc` and `TraCuuHoSo`: what a province may read.

The shapes of these answers are our own; no source shows them.
"""

from typing import Any

from outside.national_stub.counters import HERE
from outside.national_stub.models import Dossier, Procedure


def procedures(province: str) -> list[dict[str, str]]:
    """The province's procedures, by code."""
    found = Procedure.objects.filter(province=province).order_by("code")
    return [{"MaTTHC": code, "TenTTHC": name} for code, name in found.values_list("code", "name")]


def procedure(province: str, code: str) -> dict[str, str] | None:
    """One of them with its details."""
    found = Procedure.objects.filter(province=province, code=code).first()
    if found is None:
        return None
    return {
        "MaTTHC": found.code,
        "TenTTHC": found.name,
        "MaLinhVuc": found.sector_code,
        "TenLinhVuc": found.sector_name,
        "MucDo": str(found.level),
        "CoQuan": found.agency,
        "ConHieuLuc": "1" if found.in_force else "0",
    }


def dossier(province: str, code: str) -> dict[str, Any] | None:
    """Its status, and its steps in the order in which they came in."""
    found = Dossier.objects.filter(province=province, code=code).first()
    if found is None:
        return None
    steps = [
        {
            "TrangThai": str(state.status),
            "ThoiDiemXuLy": f"{state.happened_at.astimezone(HERE):%Y%m%d%H%M%S}",
            "NguoiXuLy": state.handler,
            "NoiDungXuLy": state.content,
        }
        for state in found.states.all()
    ]
    return {"MaHoSo": found.code, "TrangThaiHoSo": str(found.status), "DanhSachTienDo": steps}
