"""The record of the whole dossier (`DongBoHoSoMC`)."""

from dossiers.models import Dossier
from dossiers.states import State
from portal.national.mapping import enclosure_records, values
from portal.national.mapping.change import Change

SUMMARY_LENGTH = 500
ASSISTED_NOTE = "Cán bộ một cửa hỗ trợ nộp tại quầy"


def dossier_record(change: Change) -> dict[str, object]:
    """Every field that a live system sends; what is not known, or not yet, is empty."""
    return _heading(change) | _owner(change) | _way(change) | _lists(change)


def _heading(change: Change) -> dict[str, object]:
    names = change.names
    return {
        "MaHoSo": change.code,
        "MaTTHC": names.procedure_code,
        "TenTTHC": names.procedure_name,
        "MaLinhVuc": names.sector_code,
        "TenLinhVuc": names.sector_name,
        "KenhThucHien": values.INTAKE_CHANNEL[change.provenance],
        "TrichYeuHoSo": names.procedure_name[:SUMMARY_LENGTH],
        "TrangThaiHoSo": str(change.status),
        "DonViXuLy": names.handling_agency,
        "GhiChu": "",
    }


def _owner(change: Change) -> dict[str, object]:
    applicant = change.applicant
    number = str(applicant.get("identity_number", ""))
    return {
        "ChuHoSo": applicant.get("full_name", ""),
        "LoaiDoiTuong": values.CITIZEN,
        # Nothing but the identity number names a person on both sides.
        "MaDoiTuong": "",
        "SoGiayToChuHoSo": number,
        "DinhDanhCHS": _identity(number),
        "ThongTinKhac": ASSISTED_NOTE if change.provenance in values.ASSISTED else "",
        "Email": applicant.get("email") or "",
        "Fax": "",
        "SoDienThoai": applicant.get("phone") or "",
        "TaiKhoanDuocXacThucVoiVNeID": values.flag(change.enclosures.has_verified_owner),
    }


def _way(change: Change) -> dict[str, object]:
    """When and how it goes in and comes out."""
    channel = Dossier.ReturnChannel(change.return_channel)
    national = change.enclosures.is_filed_nationally
    return {
        "NgayNopHoSo": values.wire_moment(change.filed_at),
        "NgayTiepNhan": values.wire_moment(change.received_at),
        # Before receipt the deadline is that of the answer, not of the result.
        "NgayHenTra": values.wire_moment(change.due_at if change.received_at else None),
        "NgayTuChoi": values.wire_moment(change.at if change.to_state == State.REFUSED else None),
        "NgayKetThucXuLy": values.wire_moment(change.completed_at),
        "NgayTra": values.wire_moment(change.returned_at),
        "ThongTinTra": str(channel.label) if change.returned_at else "",
        "HinhThuc": values.RETURN_CHANNEL[channel],
        "NoiNopHoSo": values.NATIONAL_PORTAL if national else values.PROVINCIAL_PORTAL,
        "DuocThanhToanTrucTuyen": values.flag(change.enclosures.is_paid_online),
    }


def _lists(change: Change) -> dict[str, object]:
    enclosures = change.enclosures
    digitised = change.provenance == Dossier.Provenance.DIGITISED
    papers = enclosure_records.papers_given(enclosures, digitised=digitised)
    return {
        "HoSoCoThanhPhanSoHoa": values.flag(digitised and bool(papers)),
        "TaiLieuNop": papers,
        "DanhSachLePhi": enclosure_records.fees(enclosures),
        "DanhSachTepDinhKemKhac": enclosure_records.other_papers(enclosures),
        "DanhSachHoSoBoSung": enclosure_records.supplements(enclosures),
        "DanhSachGiayToKetQua": _results(change),
        # No data base of another body is asked about a dossier.
        "DSKetNoiCSDL": [],
    }


def _results(change: Change) -> list[dict[str, object]]:
    """None before the dossier is done, and none after it was reopened."""
    if change.completed_at is None:
        return []
    handed_over = change.returned_at is not None
    return enclosure_records.results(change.enclosures, handed_over=handed_over)


def _identity(number: str) -> dict[str, str]:
    kind = values.OLD_IDENTITY_CARD if len(number) == 9 else values.PERSONAL_NUMBER
    return {"LoaiDinhDanh": kind, "SoDinhDanh": number}
