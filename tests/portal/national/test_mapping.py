"""From our words to the wire, field by field."""

from datetime import datetime
from typing import Any

import pytest

from portal.national.mapping.change import Change, Names, read_change
from portal.national.mapping.dossier_record import dossier_record
from portal.national.mapping.enclosures import (
    NONE,
    Enclosures,
    Fee,
    FileGiven,
    Result,
    SupplementAsked,
)
from portal.national.mapping.progress_record import progress_record

NAMES = Names(
    procedure_code="2.000488",
    procedure_name="Cấp Phiếu lý lịch tư pháp",
    sector_code="G15-TP01",
    sector_name="Lý lịch tư pháp",
    handling_agency="Sở Tư pháp",
    acting_agency="Trung tâm Phục vụ hành chính công",
)
PAYLOAD: dict[str, dict[str, Any]] = {
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
        "GhiChu": "",
        "MaDoiTuong": "",
        "SoGiayToChuHoSo": "049190000001",
        "Fax": "",
        "TaiKhoanDuocXacThucVoiVNeID": "0",
        "NgayTuChoi": "",
        "ThongTinTra": "",
        "DuocThanhToanTrucTuyen": "0",
        "HoSoCoThanhPhanSoHoa": "0",
        "TaiLieuNop": [],
        "DanhSachLePhi": [],
        "DanhSachTepDinhKemKhac": [],
        "DanhSachHoSoBoSung": [],
        "DanhSachGiayToKetQua": [],
        "DSKetNoiCSDL": [],
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
        "NgayBatDau": "20220323090000",
        "NgayKetThucTheoQuyDinh": "20220401170000",
    }


def test_moments_are_read_with_their_offset() -> None:
    assert read_change(PAYLOAD, NAMES).at == datetime.fromisoformat("2022-03-23T09:00:00+07:00")


def step(**changes: Any) -> Change:
    """The change of PAYLOAD with other facts about the dossier or the step."""
    dossier = {key: value for key, value in changes.items() if key in PAYLOAD["dossier"]}
    taken = {key: value for key, value in changes.items() if key in PAYLOAD["step"]}
    return read_change(
        {"dossier": PAYLOAD["dossier"] | dossier, "step": PAYLOAD["step"] | taken},
        NAMES,
        changes.get("enclosures", NONE),
    )


def test_a_refusal_has_its_day() -> None:
    record = dossier_record(step(status=3, to_state="refused", received_at=None, due_at=None))
    assert (record["TrangThaiHoSo"], record["NgayTuChoi"]) == ("3", "20220323090000")


def test_before_receipt_there_is_no_appointment_for_the_result() -> None:
    waiting = step(status=1, to_state="submitted", received_at=None)
    assert dossier_record(waiting)["NgayHenTra"] == ""
    assert progress_record(waiting)["NgayKetThucTheoQuyDinh"] == "20220401170000"


@pytest.mark.parametrize("status", range(1, 11))
def test_status_codes_are_sent_as_they_are(status: int) -> None:
    taken = step(status=status)
    assert dossier_record(taken)["TrangThaiHoSo"] == str(status)
    assert progress_record(taken)["TrangThai"] == str(status)


def test_without_an_identity_number_none_is_made_up() -> None:
    record = dossier_record(step(applicant={"full_name": "Nguyễn Thị Trà"}))
    assert record["SoGiayToChuHoSo"] == ""
    assert record["DinhDanhCHS"] == {"LoaiDinhDanh": "1", "SoDinhDanh": ""}


def test_a_dossier_filed_by_the_national_portal_for_a_verified_person_and_paid_online() -> None:
    known = Enclosures(is_filed_nationally=True, has_verified_owner=True, is_paid_online=True)
    record = dossier_record(step(enclosures=known))
    assert record["NoiNopHoSo"] == "1"
    assert record["TaiKhoanDuocXacThucVoiVNeID"] == "1"
    assert record["DuocThanhToanTrucTuyen"] == "1"


FULL = Enclosures(
    files=(
        FileGiven("k1", "cccd.pdf", "cccd", "https://motcua.example/me/files/k1/"),
        FileGiven("k2", "giấy khác.pdf", "", "https://motcua.example/me/files/k2/"),
    ),
    fees=(
        Fee("phi", "Phí lý lịch tư pháp", 100_000, is_fee=True),
        Fee("le-phi", "Lệ phí", 0, is_fee=False),
    ),
    supplements=(
        SupplementAsked(
            number=7,
            asked_by="Trần Văn Bình",
            text="Ảnh rõ hơn\nẢnh bị mờ",
            asked_at=datetime.fromisoformat("2022-03-23T09:00:00+07:00"),
            papers=(("cccd", "Bản chụp thẻ căn cước"),),
            supplied_at=datetime.fromisoformat("2022-03-24T10:00:00+07:00"),
            answer="Đã chụp lại",
            due_before=datetime.fromisoformat("2022-04-01T17:00:00+07:00"),
            due_after=datetime.fromisoformat("2022-04-04T11:00:00+07:00"),
        ),
    ),
    results=(Result("d1", "Kết quả giải quyết", "https://motcua.example/d1/"),),
)


def test_the_lists_of_the_dossier() -> None:
    record = dossier_record(step(enclosures=FULL))
    assert record["HoSoCoThanhPhanSoHoa"] == "1"
    assert record["TaiLieuNop"] == [
        {
            "TepDinhKemId": "k1",
            "TenTepDinhKem": "cccd.pdf",
            "IsDeleted": "0",
            "MaThanhPhanHoSo": "cccd",
            "DuongDanTaiTepTin": "https://motcua.example/me/files/k1/",
            "DuocSoHoa": "1",
            "DuocTaiSuDung": "0",
            "DuocLayTuKhoDMQG": "0",
            "MaKetQuaThayThe": "",
        }
    ]
    assert record["DanhSachTepDinhKemKhac"] == [
        {"TenGiayTo": "giấy khác.pdf", "SoLuong": "1", "LoaiGiayTo": "2"}
    ]
    assert record["DanhSachLePhi"] == [
        {
            "TenPhiLePhi": "Phí lý lịch tư pháp",
            "MaPhiLePhi": "phi",
            "HinhThucThu": "1",
            "Gia": "100000",
            "LoaiPhiLePhi": "1",
        },
        {
            "TenPhiLePhi": "Lệ phí",
            "MaPhiLePhi": "le-phi",
            "HinhThucThu": "1",
            "Gia": "0",
            "LoaiPhiLePhi": "2",
        },
    ]
    assert record["DanhSachHoSoBoSung"] == [
        {
            "HoSoBoSungId": "7",
            "NguoiYeuCauBoSung": "Trần Văn Bình",
            "NoiDungBoSung": "Ảnh rõ hơn\nẢnh bị mờ",
            "NgayBoSung": "20220323090000",
            "NguoiTiepNhanBoSung": "",
            "ThongTinTiepNhan": "Đã chụp lại",
            "NgayTiepNhanBoSung": "20220324100000",
            "TrangThaiBoSung": "1",
            "DanhSachGiayToBoSung": [
                {"MaThanhPhanHoSo": "cccd", "TenGiayTo": "Bản chụp thẻ căn cước"}
            ],
            "DanhSachLePhiBoSung": [],
            "NgayHenTraTruoc": "20220401170000",
            "NgayHenTraMoi": "20220404110000",
        }
    ]
    assert record["DanhSachGiayToKetQua"] == []


def test_what_a_citizen_uploads_is_not_called_digitised() -> None:
    record = dossier_record(step(enclosures=FULL, provenance="citizen"))
    assert record["HoSoCoThanhPhanSoHoa"] == "0"
    assert [paper["DuocSoHoa"] for paper in record["TaiLieuNop"]] == ["0"]


DONE_AT = "2022-03-30T02:00:00+00:00"


def test_the_result_is_named_when_it_is_done_and_linked_when_it_is_handed_over() -> None:
    done = {"enclosures": FULL, "completed_at": DONE_AT}
    named = {
        "TenGiayTo": "Kết quả giải quyết",
        "MaThanhPhanHoSo": "",
        "GiayToId": "d1",
        "DuongDanTepTinKetQua": "",
        "MaGiayToKetQua": "",
    }
    assert dossier_record(step(**done))["DanhSachGiayToKetQua"] == [named]
    returned = dossier_record(step(**done, returned_at=DONE_AT))
    assert returned["DanhSachGiayToKetQua"] == [
        named | {"DuongDanTepTinKetQua": "https://motcua.example/d1/"}
    ]
    assert returned["ThongTinTra"] == "Tại quầy một cửa"
