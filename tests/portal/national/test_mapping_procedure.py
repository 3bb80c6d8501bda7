"""A procedure on the wire."""

from portal.national.mapping.procedure_entry import read_entry
from portal.national.mapping.procedure_record import procedure_record

PAYLOAD = {
    "procedure": {
        "code": "2.000488",
        "local_code": "2.000488.000.00.00.H47",
        "name": "Cấp Phiếu lý lịch tư pháp",
        "sector_code": "G15-TP01",
        "sector_name": "Lý lịch tư pháp",
        "level": 4,
        "revision": 3,
        "agency": "Sở Tư pháp",
        "in_force": True,
        "at": "2022-03-22T07:03:00+00:00",
    }
}


def test_the_procedure_record() -> None:
    assert procedure_record(read_entry(PAYLOAD)) == {
        "MaTTHC": "2.000488",
        "TenTTHC": "Cấp Phiếu lý lịch tư pháp",
        "MaLinhVuc": "G15-TP01",
        "TenLinhVuc": "Lý lịch tư pháp",
        "MucDo": "4",
        "PhienBan": "3",
        "CoQuan": "Sở Tư pháp",
        "ConHieuLuc": "1",
        "ThoiDiem": "20220322140300",
    }


def test_a_withdrawn_procedure_is_out_of_force() -> None:
    procedure = PAYLOAD["procedure"] | {"in_force": False}
    assert procedure_record(read_entry({"procedure": procedure}))["ConHieuLuc"] == "0"
