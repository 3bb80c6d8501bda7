"""The record of one procedure for the national catalogue."""

from portal.national.mapping import values
from portal.national.mapping.procedure_entry import ProcedureEntry


def procedure_record(entry: ProcedureEntry) -> dict[str, object]:
    """The procedure under its national code, as it is since `ThoiDiem`.

    The first four names are those of `DongBoHoSoMC`; no source shows how a province writes to the
    national catalogue, so the others are our own.
    """
    return {
        "MaTTHC": entry.code,
        "TenTTHC": entry.name,
        "MaLinhVuc": entry.sector_code,
        "TenLinhVuc": entry.sector_name,
        "MucDo": str(entry.level),
        "PhienBan": str(entry.revision),
        "CoQuan": entry.agency,
        "ConHieuLuc": values.flag(entry.in_force),
        "ThoiDiem": values.wire_moment(entry.at),
    }
