"""The record of the whole dossier (`DongBoHoSoMC`)."""

from portal.national.mapping import values
from portal.national.mapping.change import Change

SUMMARY_LENGTH = 500
ASSISTED_NOTE = "Cán bộ một cửa hỗ trợ nộp tại quầy"


def dossier_record(change: Change) -> dict[str, object]:
    """Every field that a live system sends; what is not known yet is empty."""
    names, applicant = change.names, change.applicant
    return {
        "MaHoSo": change.code,
        "MaTTHC": names.procedure_code,
        "TenTTHC": names.procedure_name,
        "MaLinhVuc": names.sector_code,
        "TenLinhVuc": names.sector_name,
        "KenhThucHien": values.INTAKE_CHANNEL[change.provenance],
        "ChuHoSo": applicant.get("full_name", ""),
        "LoaiDoiTuong": values.CITIZEN,
        "DinhDanhCHS": _identity(str(applicant.get("identity_number", ""))),
        "ThongTinKhac": ASSISTED_NOTE if change.provenance in values.ASSISTED else "",
        "Email": applicant.get("email") or "",
        "SoDienThoai": applicant.get("phone") or "",
        "TrichYeuHoSo": names.procedure_name[:SUMMARY_LENGTH],
        "NgayNopHoSo": values.wire_moment(change.filed_at),
        "NgayTiepNhan": values.wire_moment(change.received_at),
        "NgayHenTra": values.wire_moment(change.due_at),
        "NgayKetThucXuLy": values.wire_moment(change.completed_at),
        "NgayTra": values.wire_moment(change.returned_at),
        "TrangThaiHoSo": str(change.status),
        "HinhThuc": values.RETURN_CHANNEL[change.return_channel],
        "DonViXuLy": names.handling_agency,
        "NoiNopHoSo": values.PROVINCIAL_PORTAL,
    }


def _identity(number: str) -> dict[str, str]:
    kind = values.OLD_IDENTITY_CARD if len(number) == 9 else values.PERSONAL_NUMBER
    return {"LoaiDinhDanh": kind, "SoDinhDanh": number}
