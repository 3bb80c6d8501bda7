"""The record of one step (`CapNhatTienDoHoSoMC`)."""

from dossiers.states import State
from portal.accounts.roles import Role
from portal.national.mapping import values
from portal.national.mapping.change import Change

NAME_LENGTH = 50


def progress_record(change: Change) -> dict[str, object]:
    """Who did what to the dossier, when, and the status it has since."""
    words = str(State(change.to_state).label)
    return {
        "MaHoSo": change.code,
        "NguoiXuLy": change.actor_name[:NAME_LENGTH],
        "ChucDanh": str(Role(change.role).label),
        "ThoiDiemXuLy": values.wire_moment(change.at),
        "PhongBanXuLy": change.names.acting_agency,
        "NoiDungXuLy": f"{words}: {change.reason}" if change.reason else words,
        "TrangThai": str(change.status),
    }
