"""From our words to the wire, field by field."""

from datetime import datetime

from portal.national.mapping.change import Names, read_change
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.progress_record import progress_record

NAMES = Names(
    procedure_code="2.000488",
    procedure_name="Cấp Phiếu lý lịch tư pháp",
    sector_code="G15-TP01",
    sector_name="Lý lịch tư pháp",
    handling_agency="Sở Tư pháp",
    acting_agency="Trung tâm Phục vụ hành chính công",
)
PAYLOAD = {
    "dossier": {
        "code": "000.00.15.H47-220322-0001",
        "procedure_id": 1,
        "handling_agency_id": 2,
        "provenance": "digitised",
        "return_channel": "counter",
        "applicant": {
            "full_name": "Nguyễn Thị Trà",
            "identity_number": "049190000001",
            "phone": "0905123456",
            "email": "tra@motcua.example",
        },
        "filed_at": "2022-03-22T07:03:00+00:00",
        "received_at": "2022-03-22T17:30:05+00:00",
        "due_at": "2022-04-01T10:00:00+00:00",
        "completed_at": None,
        "returned_at": None,
    },
    "step": {
        "status": 5,
        "history_id": 7,
        "event": "request_supplement",
        "from_state": "received",
        "to_state": "supplement_required",
        "at": "2022-03-23T02:00:00+00:00",
        "actor_name": "Trần Văn Bình " * 5,
        "role": "clerk",
        "agency_id": 3,
        "reason": "Thiếu bản chụp giấy khai sinh",
    },
}


def test_the_dossier_record() -> None:
    assert dossier_record(read_change(PAYLOAD, NAMES)) == {
        "MaHoSo": "000.00.15.H47-220322-0001",
        "MaTTHC": "2.000488",
        "TenTTHC": "Cấp Phiếu lý lịch tư pháp",
        "MaLinhVuc": "G15-TP01",
        "TenLinhVuc": "Lý lịch tư pháp",
        "KenhThucHien": "2",
        "ChuHoSo": "Nguyễn Thị Trà",
        "LoaiDoiTuong": "1",
        "DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": "049190000001"},
        "ThongTinKhac": "Cán bộ một cửa hỗ trợ nộp tại quầy",
        "Email": "tra@motcua.example",
        "SoDienThoai": "0905123456",
        "TrichYeuHoSo": "Cấp Phiếu lý lịch tư pháp",
        "NgayNopHoSo": "20220322140300",
        "NgayTiepNhan": "20220323003005",
        "NgayHenTra": "20220401170000",
        "NgayKetThucXuLy": "",
        "NgayTra": "",
        "TrangThaiHoSo": "5",
        "HinhThuc": "0",
        "DonViXuLy": "Sở Tư pháp",
        "NoiNopHoSo": "2",
    }


def test_the_progress_record() -> None:
    record = progress_record(read_change(PAYLOAD, NAMES))
    assert record == {
        "MaHoSo": "000.00.15.H47-220322-0001",
        "NguoiXuLy": ("Trần Văn Bình " * 5)[:50],
        "ChucDanh": "Cán bộ một cửa",
        "ThoiDiemXuLy": "20220323090000",
        "PhongBanXuLy": "Trung tâm Phục vụ hành chính công",
        "NoiDungXuLy": "Yêu cầu bổ sung giấy tờ: Thiếu bản chụp giấy khai sinh",
        "TrangThai": "5",
    }


def test_moments_are_read_with_their_offset() -> None:
    assert read_change(PAYLOAD, NAMES).at == datetime.fromisoformat("2022-03-23T09:00:00+07:00")
