"""The record of one step (`CapNhatTienDoHoSoMC`)."""

from dossiers.states import State
from portal.accounts.roles import Role
from portal.national.mapping import values
from portal.national.mapping.change import Change

NAME_LENGTH = 50


def progress_record(change: Change) -> dict[str, object]:
    """Who did what to the dossier, when, the status it has since, and until when that may last."""
    words = str(State(change.to_state).label)
    at = values.wire_moment(change.at)
    return {
        "MaHoSo": change.code,
        "NguoiXuLy": change.actor_name[:NAME_LENGTH],
        "ChucDanh": str(Role(change.role).label),
        "ThoiDiemXuLy": at,
        "PhongBanXuLy": change.names.acting_agency,
        "NoiDungXuLy": f"{words}: {change.reason}" if change.reason else words,
        "TrangThai": str(change.status),
        "NgayBatDau": at,
        "NgayKetThucTheoQuyDinh": values.wire_moment(change.due_at),
    }
