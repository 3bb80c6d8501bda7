"""The form with a session login, as a province meets it over HTTP."""

from collections.abc import Callable
from typing import Any

import pytest
import requests

from tests.outside.national_stub.conftest import message
from tests.portal.national.stub_process import NationalStub

Call = Callable[..., dict[str, Any]]
GOOD = {"error_code": "0", "message": ""}
LOGIN = {"username": "motcua", "password": "national-demo-password"}


@pytest.fixture
def session(stub: NationalStub) -> str:
    return requests.post(f"{stub.url}/apiVXP/login", json=LOGIN, timeout=60).json()["session"]


@pytest.fixture
def call(stub: NationalStub, session: str) -> Call:
    """`call(service, …)` in a session of province H47; keywords override the heading too."""

    def post(service: str, **content: Any) -> dict[str, Any]:
        heading = {"session": session, "madonvi": "H47", "service": service}
        return requests.post(f"{stub.url}/apiVXP/", json=heading | content, timeout=60).json()

    return post


def record(code: str, status: int, **fields: Any) -> dict[str, Any]:
    return message(code, status, **fields)["dossier"]


def step(code: str, status: int, **fields: Any) -> dict[str, Any]:
    return message(code, status)["progress"] | fields


def send(call: Call, code: str, status: int, *, updating: bool, at: str) -> dict[str, Any]:
    declared = call("DongBoHoSoMC", isUpdating=updating, data=[record(code, status)])
    assert declared["error_code"] == "0", declared
    return call("CapNhatTienDoHoSoMC", data=[step(code, status, ThoiDiemXuLy=at)])


def line(code: str, message: str = "") -> dict[str, str]:
    return {"MaHoSo": code, "error_code": "-1" if message else "0", "message": message}


@pytest.mark.parametrize("wrong", [{"password": "x"}, {"username": "ai"}, {"password": None}])
def test_a_wrong_login_gets_no_session(stub: NationalStub, wrong: dict[str, Any]) -> None:
    answer = requests.post(f"{stub.url}/apiVXP/login", json=LOGIN | wrong, timeout=60).json()
    assert answer == {"error_code": "-1", "message": "Sai tên đăng nhập hoặc mật khẩu."}


@pytest.mark.parametrize("spoilt", ["", "no-session", None])
def test_without_a_session_nothing_is_taken_in(
    stub: NationalStub, call: Call, new_code: Callable[[], str], spoilt: str | None
) -> None:
    code = new_code()
    answer = call("DongBoHoSoMC", session=spoilt, isUpdating=False, data=[record(code, 1)])
    assert answer == {
        "error_code": "401",
        "message": "Phiên làm việc đã hết hạn hoặc không hợp lệ.",
    }
    assert call("DongBoHoSoMC", isUpdating=False, data=[record(code, 1)])["error_code"] == "0"


def test_sessions_expire_on_demand(stub: NationalStub, call: Call) -> None:
    stub.fault("expire_sessions", times=1)
    assert call("LayDanhSachTTHC")["error_code"] == "401"
    assert call("LayDanhSachTTHC")["error_code"] == "0"


def test_a_dossier_is_seen_by_the_public_with_its_first_step(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    code = new_code()
    answer = call("DongBoHoSoMC", isUpdating=False, data=[record(code, 1)])
    assert answer == GOOD | {"data": [line(code)]}
    assert stub.dossier(code) == {}
    assert call("TraCuuHoSo", mahoso=code)["message"] == "Hồ sơ chưa tồn tại."
    answer = call("CapNhatTienDoHoSoMC", data=[step(code, 1)])
    assert answer == GOOD | {"data": [line(code)]}
    assert stub.states(code) == [1]
    assert call("TraCuuHoSo", mahoso=code)["data"] == {
        "MaHoSo": code,
        "TrangThaiHoSo": "1",
        "DanhSachTienDo": [
            {
                "TrangThai": "1",
                "ThoiDiemXuLy": "20220323080000",
                "NguoiXuLy": "Nguyễn Thị Trà",
                "NoiDungXuLy": "Mới đăng ký",
            }
        ],
    }


def test_what_exists_is_updated_and_what_does_not_is_not(
    call: Call, new_code: Callable[[], str]
) -> None:
    code = new_code()
    early = call("DongBoHoSoMC", isUpdating=True, data=[record(code, 1)])
    assert early["data"] == [line(code, f"Hồ sơ {code} chưa tồn tại.")]
    assert call("DongBoHoSoMC", isUpdating="false", data=[record(code, 1)])["error_code"] == "0"
    again = call("DongBoHoSoMC", isUpdating=False, data=[record(code, 1)])
    assert again["error_code"] == "-1"
    assert again["data"] == [line(code, f"Hồ sơ {code} đã tồn tại.")]
    assert call("DongBoHoSoMC", isUpdating="true", data=[record(code, 1)])["error_code"] == "0"


def test_a_step_equal_to_the_last_one_is_already_here(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    code = new_code()
    send(call, code, 1, updating=False, at="20220323080000")
    again = send(call, code, 1, updating=True, at="20220323080000")
    assert again["message"] == f"Bước xử lý của hồ sơ {code} đã tồn tại."
    send(call, code, 6, updating=True, at="20220323080000")
    back = send(call, code, 1, updating=True, at="20220323080000")
    assert back["error_code"] == "0"
    assert stub.states(code) == [1, 6, 1]


def test_order_fields_and_catalogue_are_checked(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    code = new_code()
    bad = call("DongBoHoSoMC", isUpdating=False, data=[record(code, 1, TenTTHC="")])
    assert bad["message"] == "Thiếu trường TenTTHC."
    send(call, code, 4, updating=False, at="20220323080000")
    back = send(call, code, 2, updating=True, at="20220323090000")
    assert back["message"] == "Trạng thái lùi: từ 4 “Đang xử lý” không thể về 2 “Được tiếp nhận”."
    assert stub.states(code) == [4]


def test_a_finished_dossier_may_be_reopened(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    code = new_code()
    for status, at in ((9, "20220323080000"), (4, "20220323090000"), (9, "20220323100000")):
        send(call, code, status, updating=status != 9 or at > "20220323080000", at=at)
    assert stub.states(code) == [9, 4, 9]


def test_a_step_of_an_unknown_dossier_is_refused(call: Call, new_code: Callable[[], str]) -> None:
    code = new_code()
    answer = call("CapNhatTienDoHoSoMC", data=[step(code, 1)])
    assert answer["data"] == [line(code, f"Hồ sơ {code} chưa tồn tại.")]


def test_a_refused_record_does_not_hold_back_the_others(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    good, bad = new_code(), new_code()
    stub.fault("refuse", dossier=bad)
    call("DongBoHoSoMC", isUpdating=False, data=[record(bad, 1), record(good, 1)])
    answer = call("CapNhatTienDoHoSoMC", data=[step(bad, 1), step(good, 1)])
    assert answer == {
        "error_code": "-1",
        "message": "Bị từ chối theo lỗi mô phỏng.",
        "data": [line(bad, "Bị từ chối theo lỗi mô phỏng."), line(good)],
    }
    assert (stub.states(bad), stub.states(good)) == ([], [1])


def test_without_lists_one_bad_record_refuses_the_whole_call(
    stub: NationalStub, call: Call, new_code: Callable[[], str]
) -> None:
    good, bad = new_code(), new_code()
    call("DongBoHoSoMC", isUpdating=False, data=[record(bad, 1), record(good, 1)])
    stub.fault("refuse", dossier=bad)
    stub.fault("unlisted")
    answer = call("CapNhatTienDoHoSoMC", data=[step(good, 1), step(bad, 1)])
    assert answer == {"error_code": "-1", "message": "Bị từ chối theo lỗi mô phỏng."}
    assert stub.states(good) == []
    assert call("CapNhatTienDoHoSoMC", data=[step(good, 1)]) == GOOD
    assert stub.states(good) == [1]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ({"service": "XoaHet"}, "Không có dịch vụ “XoaHet”."),
        ({"madonvi": ""}, "Thiếu madonvi."),
        ({"data": []}, "“data” là danh sách từ 1 đến 1000 bản ghi."),
        ({"data": "x"}, "“data” là danh sách từ 1 đến 1000 bản ghi."),
        ({"data": [None]}, "Thiếu phần “dossier”."),
    ],
)
def test_bad_calls(call: Call, content: dict[str, Any], message: str) -> None:
    answer = call(content.pop("service", "DongBoHoSoMC"), **content)
    assert (answer["error_code"], answer["message"]) == ("-1", message)


@pytest.mark.parametrize("body", [b"", b"{", b"[1]", b'"x"'])
def test_what_is_no_object_is_not_read(stub: NationalStub, body: bytes) -> None:
    for path in ("/apiVXP/", "/apiVXP/login"):
        answer = requests.post(stub.url + path, data=body, timeout=60).json()
        assert answer == {
            "error_code": "400",
            "message": "Nội dung không phải là một đối tượng JSON.",
        }


@pytest.mark.parametrize(
    ("fault", "status"), [("down", 503), ("error", 500), ("redirect", 307), ("lose_answer", 500)]
)
def test_faults_hit_this_form_too(
    stub: NationalStub, session: str, fault: str, status: int
) -> None:
    stub.fault(fault, times=1)
    heading = {"session": session, "madonvi": "H47", "service": "LayDanhSachTTHC"}
    answer = requests.post(f"{stub.url}/apiVXP/", json=heading, timeout=60, allow_redirects=False)
    assert answer.status_code == status


def test_the_catalogue_is_read(stub: NationalStub, call: Call) -> None:
    assert call("LayDanhSachTTHC")["error_code"] == "0"
    assert call("LayThuTuc", maTTHC="9.999999") == {
        "error_code": "-1",
        "message": "Thủ tục chưa tồn tại.",
    }
