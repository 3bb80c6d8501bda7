"""What a person may mend of what is sent, and what not."""

from portal.national.mapping.correctable import CORRECTABLE, corrected

RECORD: dict[str, object] = {
    "MaHoSo": "000.00.15.H47-220322-0001",
    "TenTTHC": "Cấp Phiếu lý lịch tư pháp",
    "TrangThaiHoSo": "4",
    "Email": "",
}


def test_a_mended_value_is_sent_instead_of_ours() -> None:
    before = dict(RECORD)
    assert corrected(RECORD, {"TenTTHC": "Cấp phiếu lý lịch tư pháp số 1"}) == {
        "MaHoSo": "000.00.15.H47-220322-0001",
        "TenTTHC": "Cấp phiếu lý lịch tư pháp số 1",
        "TrangThaiHoSo": "4",
        "Email": "",
    }
    assert before == RECORD


def test_code_state_and_identity_are_never_touched() -> None:
    values = {"MaHoSo": "000.00.15.H47-220322-0002", "TrangThaiHoSo": "10", "SoDinhDanh": "1"}
    assert corrected(RECORD, values) == RECORD


def test_fields_that_the_record_lacks_are_left_out() -> None:
    assert corrected(RECORD, {"PhongBanXuLy": "Phòng Bổ trợ tư pháp"}) == RECORD


def test_only_descriptive_fields_may_be_mended() -> None:
    assert sorted(CORRECTABLE) == [
        "ChucDanh",
        "CoQuan",
        "DonViXuLy",
        "Email",
        "MaLinhVuc",
        "NoiDungXuLy",
        "PhongBanXuLy",
        "SoDienThoai",
        "TenLinhVuc",
        "TenTTHC",
        "TrichYeuHoSo",
    ]
