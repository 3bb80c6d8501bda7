"""The form with a session login against a server that says what it is told to say."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler
from typing import Any
from uuid import UUID

import pytest

from portal.national.adapters.exchange import Exchange
from portal.national.adapters.port import (
    Answer,
    EndpointError,
    NotOfferedError,
    Outgoing,
    TheirProcedure,
)
from portal.national.adapters.session import SessionPortal
from portal.national.adapters.session_transport import SessionTransport
from portal.national.mapping.change import read_change
from tests.local_server import serving
from tests.portal.national.test_mapping import NAMES, PAYLOAD

LOGIN = {"session": "s-1", "error_code": "0"}
OK = {"error_code": "0"}
# What the server says: JSON, or the status, the content type and the body.
Say = dict[str, Any] | tuple[int, str, bytes]


class Server:
    """Says what `answer(path, content)` returns; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.answer: Callable[[str, dict[str, Any]], Say] = lambda path, content: OK
        self.url = ""  # known once it serves

    def says(self, *answers: Say) -> None:
        """These one after the other to the calls, the last one again and again; logins go well."""
        left = list(answers)

        def answer(path: str, content: dict[str, Any]) -> Say:
            if path.endswith("/login"):
                return LOGIN
            return left.pop(0) if len(left) > 1 else left[0]

        self.answer = answer

    @contextmanager
    def running(self) -> Iterator["Server"]:
        with serving(self._handler()) as server:
            self.url = server.url
            yield self

    @property
    def calls(self) -> list[dict[str, Any]]:
        return [content for path, content in self.asked if not path.endswith("/login")]

    @property
    def logins(self) -> int:
        return len(self.asked) - len(self.calls)

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                content = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                server.asked.append((self.path, content))
                said = server.answer(self.path, content)
                if isinstance(said, dict):
                    said = (200, "application/json", json.dumps(said).encode())
                status, kind, body = said
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                if 300 <= status < 400:
                    self.send_header("Location", "https://cong-khac.example/")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_arguments: object) -> None:
                pass

        return Handler


@pytest.fixture
def server() -> Iterator[Server]:
    with Server().running() as running:
        yield running


@pytest.fixture
def portal(server: Server) -> SessionPortal:
    return SessionPortal(
        SessionTransport(
            url=server.url, username="motcua", password="p", unit="H47", exchange=Exchange()
        )
    )


def code(number: int) -> str:
    return f"000.00.15.H47-220322-{number:04d}"


def outgoing(number: int, *, event: str = "receive", **corrections: str) -> Outgoing:
    payload = {
        "dossier": PAYLOAD["dossier"] | {"code": code(number)},
        "step": PAYLOAD["step"] | {"event": event},
    }
    return Outgoing(UUID(int=number), read_change(payload, NAMES), corrections)


def there(*numbers: int) -> list[Answer]:
    return [Answer(UUID(int=number)) for number in numbers]


def line(number: int, error_code: object = "0", message: str = "") -> dict[str, Any]:
    return {"MaHoSo": code(number), "error_code": error_code, "message": message}


def codes(call: dict[str, Any]) -> list[str]:
    return [record["MaHoSo"] for record in call["data"]]


def test_a_dossier_is_declared_then_its_step_is_told(server: Server, portal: SessionPortal) -> None:
    server.says(OK)
    assert portal.send([outgoing(1, event="file", TenTTHC="Tên đã sửa")]) == there(1)
    login, declared, told = server.asked
    assert login == ("/apiVXP/login", {"username": "motcua", "password": "p"})
    assert declared[0] == told[0] == "/apiVXP/"
    heading = {"session": "s-1", "madonvi": "H47"}
    assert declared[1].items() >= (heading | {"service": "DongBoHoSoMC"}).items()
    assert declared[1]["isUpdating"] is False
    assert declared[1]["data"][0]["TenTTHC"] == "Tên đã sửa"
    assert declared[1]["data"][0]["NgayTiepNhan"] == "20220323003005"
    assert told[1].items() >= (heading | {"service": "CapNhatTienDoHoSoMC"}).items()
    assert told[1]["data"] == [
        {
            "MaHoSo": code(1),
            "NguoiXuLy": ("Trần Văn Bình " * 5)[:50],
            "ChucDanh": "Cán bộ một cửa",
            "ThoiDiemXuLy": "20220323090000",
            "PhongBanXuLy": "Trung tâm Phục vụ hành chính công",
            "NoiDungXuLy": "Yêu cầu bổ sung giấy tờ: Thiếu bản chụp giấy khai sinh",
            "TrangThai": "5",
            "NgayBatDau": "20220323090000",
            "NgayKetThucTheoQuyDinh": "20220401170000",
        }
    ]


def test_steps_go_ten_in_a_call_and_one_session_serves_all(
    server: Server, portal: SessionPortal
) -> None:
    server.says(OK)
    batch = [outgoing(1, event="file"), *(outgoing(number) for number in range(2, 26))]
    assert portal.send(batch) == there(*range(1, 26))
    assert [(call["service"], len(call["data"])) for call in server.calls] == [
        ("DongBoHoSoMC", 1),
        ("DongBoHoSoMC", 24),
        ("CapNhatTienDoHoSoMC", 10),
        ("CapNhatTienDoHoSoMC", 10),
        ("CapNhatTienDoHoSoMC", 5),
    ]
    assert [call["isUpdating"] for call in server.calls[:2]] == [False, True]
    assert server.logins == 1


def test_what_exists_already_is_updated(server: Server, portal: SessionPortal) -> None:
    exists = {"error_code": "1", "data": [line(1, "1", f"Hồ sơ {code(1)} đã tồn tại.")]}
    server.says(exists, OK)
    assert portal.send([outgoing(1, event="file")]) == there(1)
    assert [call.get("isUpdating") for call in server.calls] == [False, True, None]


def test_what_is_missing_is_declared_anew(server: Server, portal: SessionPortal) -> None:
    server.says({"error_code": "1", "message": "Hồ sơ chưa tồn tại"}, OK)
    assert portal.send([outgoing(1)]) == there(1)
    assert [call.get("isUpdating") for call in server.calls] == [True, False, None]


def test_a_missing_procedure_is_not_taken_for_a_missing_dossier(
    server: Server, portal: SessionPortal
) -> None:
    reason = "Thủ tục 2.000488 không tồn tại."
    server.says(
        {"error_code": "1", "data": [line(1, "1", reason)]},
        {"error_code": "1", "data": [line(1, "1", "Hồ sơ đã tồn tại.")]},
    )
    assert portal.send([outgoing(1)]) == [Answer(UUID(int=1), refusal=reason)]
    assert [call["isUpdating"] for call in server.calls] == [True, False]


def test_a_step_that_is_already_there_is_delivered(server: Server, portal: SessionPortal) -> None:
    server.says(OK, {"error_code": "1", "message": "Bước xử lý đã tồn tại."})
    assert portal.send([outgoing(1)]) == there(1)


def test_the_record_that_an_answer_names_is_refused_alone(
    server: Server, portal: SessionPortal
) -> None:
    lines = [line(1), line(2, -1, "Thiếu\n trường TenTTHC."), line(3, 0)]
    server.says({"error_code": -1, "message": "Thiếu trường TenTTHC.", "data": lines}, OK)
    assert portal.send([outgoing(1), outgoing(2), outgoing(3)]) == [
        Answer(UUID(int=1)),
        Answer(UUID(int=2), refusal="Thiếu trường TenTTHC."),
        Answer(UUID(int=3)),
    ]
    assert codes(server.calls[1]) == [code(1), code(3)]


def test_without_lists_a_call_is_halved_until_the_refused_record_is_alone(
    server: Server, portal: SessionPortal
) -> None:
    def answer(path: str, content: dict[str, Any]) -> Say:
        if path.endswith("login"):
            return LOGIN
        bad = code(5) in codes(content)
        return {"error_code": 7, "message": "Sai dữ liệu."} if bad else OK

    server.answer = answer
    answers = portal.send([outgoing(number) for number in range(1, 9)])
    assert answers == [
        Answer(UUID(int=number), refusal="Sai dữ liệu." if number == 5 else "")
        for number in range(1, 9)
    ]
    declared = [call for call in server.calls if call["service"] == "DongBoHoSoMC"]
    assert [len(call["data"]) for call in declared] == [8, 4, 4, 2, 1, 1, 2]


def test_an_answer_that_names_only_the_refused_leaves_the_others_to_be_asked_again(
    server: Server, portal: SessionPortal
) -> None:
    server.says({"error_code": "1", "message": "x", "data": [line(2, "1", "Sai.")]}, OK)
    assert portal.send([outgoing(1), outgoing(2)]) == [
        Answer(UUID(int=1)),
        Answer(UUID(int=2), refusal="Sai."),
    ]
    assert [codes(call) for call in server.calls] == [[code(1), code(2)], [code(1)], [code(1)]]


def test_when_nothing_is_taken_it_may_be_the_other_side(
    server: Server, portal: SessionPortal
) -> None:
    server.says({"error_code": "99", "message": "Hệ thống đang bảo trì."})
    assert portal.send([outgoing(1), outgoing(2)]) == [
        Answer(UUID(int=number), trouble="Hệ thống đang bảo trì.") for number in (1, 2)
    ]


def test_a_refusal_without_a_reason_names_its_code(server: Server, portal: SessionPortal) -> None:
    server.says({"error_code": "1", "data": [line(1, "E05")]})
    reason = "Cổng quốc gia từ chối (error_code E05) mà không nêu lý do."
    assert portal.send([outgoing(1)]) == [Answer(UUID(int=1), refusal=reason)]


@pytest.mark.parametrize(
    "lost",
    [
        {"error_code": "401", "message": "x"},
        {"error_code": 2, "message": "Phiên làm việc đã hết hạn."},
        {"error_code": "2", "message": "Session expired"},
        (401, "text/html", b"<html>"),
    ],
)
def test_an_expired_session_is_renewed_once_and_the_call_made_again(
    server: Server, portal: SessionPortal, lost: Say
) -> None:
    server.says(OK, lost, OK)
    assert portal.send([outgoing(1)]) == there(1)
    assert server.logins == 2
    services = [call["service"] for call in server.calls]
    assert services == ["DongBoHoSoMC", "CapNhatTienDoHoSoMC", "CapNhatTienDoHoSoMC"]


def test_a_session_that_is_never_accepted_is_no_endless_loop(
    server: Server, portal: SessionPortal
) -> None:
    server.says({"error_code": "401", "message": "Phiên làm việc không hợp lệ."})
    with pytest.raises(EndpointError) as failure:
        portal.send([outgoing(1)])
    assert str(failure.value) == (
        "Cổng quốc gia không nhận phiên làm việc vừa cấp. Phiên làm việc không hợp lệ."
    )
    assert failure.value.may_be_the_message is False
    assert (server.logins, len(server.calls)) == (2, 2)


def test_a_refused_record_that_speaks_of_sessions_is_no_lost_session(
    server: Server, portal: SessionPortal
) -> None:
    reason = "Phiên làm việc của cán bộ không hợp lệ."
    server.says({"error_code": "1", "message": reason, "data": [line(1, "1", reason)]})
    assert portal.send([outgoing(1)]) == [Answer(UUID(int=1), refusal=reason)]
    assert server.logins == 1


@pytest.mark.parametrize(
    ("login", "reason"),
    [
        (
            {"error_code": 5, "message": "Sai mật khẩu."},
            "Không đăng nhập được vào cổng quốc gia. Sai mật khẩu.",
        ),
        (OK, "Cổng quốc gia không cấp phiên làm việc khi đăng nhập."),
        (
            {"error_code": 0, "session": 5},
            "Cổng quốc gia không cấp phiên làm việc khi đăng nhập.",
        ),
        ({"session": "s"}, "Cổng quốc gia trả lời thiếu error_code."),
    ],
)
def test_a_login_without_a_session(
    server: Server, portal: SessionPortal, login: Say, reason: str
) -> None:
    server.answer = lambda path, content: login
    with pytest.raises(EndpointError) as failure:
        portal.send([outgoing(1)])
    assert str(failure.value) == reason
    assert server.calls == []


@pytest.mark.parametrize("good", ["0", 0, " 0 "])
def test_the_code_may_be_text_or_a_number(
    server: Server, portal: SessionPortal, good: object
) -> None:
    server.says({"error_code": good})
    assert portal.send([outgoing(1)]) == there(1)


MISSING_CODE = "Cổng quốc gia trả lời thiếu error_code."
HTML = "Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON."


@pytest.mark.parametrize(
    ("said", "reason", "may_be_the_message"),
    [
        ((200, "text/html", b"<html></html>"), HTML, True),
        (
            (200, "application/json", b'{"error_code": "0'),
            "Cổng quốc gia trả lời không đúng định dạng (application/json).",
            True,
        ),
        ((200, "application/json", b""), "Cổng quốc gia trả lời rỗng.", True),
        ((200, "application/json", b"[]"), MISSING_CODE, True),
        ({"error_code": None}, MISSING_CODE, True),
        ({"error_code": True}, MISSING_CODE, True),
        ({"error_code": ""}, MISSING_CODE, True),
        ((500, "text/html", b"<html>"), "Cổng quốc gia trả lời mã 500.", True),
        ((503, "text/html", b"<html>"), "Cổng quốc gia trả lời mã 503.", False),
        ((404, "text/html", b"<html>"), "Cổng quốc gia trả lời mã 404.", False),
        (
            (302, "text/html", b""),
            "Cổng quốc gia chuyển hướng sang “cong-khac.example”; không gửi dữ liệu tới đó. "
            "Hãy kiểm tra NATIONAL_PORTAL_URL.",
            False,
        ),
    ],
)
def test_an_unusable_answer_says_nothing_about_the_messages(
    server: Server, portal: SessionPortal, said: Say, reason: str, may_be_the_message: bool
) -> None:
    server.says(said)
    with pytest.raises(EndpointError) as failure:
        portal.send([outgoing(1), outgoing(2)])
    assert str(failure.value) == reason
    assert failure.value.may_be_the_message is may_be_the_message


def test_when_the_first_steps_fail_nothing_is_known(server: Server, portal: SessionPortal) -> None:
    server.says(OK, (500, "text/html", b""))
    with pytest.raises(EndpointError, match=r"Cổng quốc gia trả lời mã 500\."):
        portal.send([outgoing(1)])


def test_when_later_steps_fail_the_earlier_ones_are_there(
    server: Server, portal: SessionPortal
) -> None:
    server.says(OK, OK, (500, "text/html", b""))
    answers = portal.send([outgoing(number) for number in range(1, 26)])
    assert answers[:10] == there(*range(1, 11))
    assert [each.trouble for each in answers[10:]] == ["Cổng quốc gia trả lời mã 500."] * 15
    assert len(server.calls) == 3


def test_several_threads_that_lose_the_session_log_in_once(
    server: Server, portal: SessionPortal
) -> None:
    valid = {"session": ""}
    numbers = iter(range(100))

    def answer(path: str, content: dict[str, Any]) -> Say:
        if path.endswith("login"):
            valid["session"] = f"s-{next(numbers)}"
            return {"session": valid["session"], "error_code": "0"}
        return OK if content["session"] == valid["session"] else {"error_code": "401"}

    server.answer = answer
    portal.send([outgoing(1)])
    valid["session"] = "gone"
    threads = [threading.Thread(target=portal.send, args=[[outgoing(n)]]) for n in range(2, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert server.logins == 2


def test_the_keys_of_a_dossier(server: Server, portal: SessionPortal) -> None:
    steps = [{"TrangThai": "1", "ThoiDiemXuLy": "20220322140300"}]
    server.says({"error_code": "0", "data": {"MaHoSo": code(1), "DanhSachTienDo": steps}})
    assert portal.keys_of(code(1)) == ["1@20220322140300"]
    assert server.calls[0] == {
        "session": "s-1",
        "madonvi": "H47",
        "service": "TraCuuHoSo",
        "mahoso": code(1),
    }


def test_an_unknown_dossier_has_no_keys(server: Server, portal: SessionPortal) -> None:
    server.says({"error_code": "-1", "message": "Hồ sơ chưa tồn tại."})
    assert portal.keys_of(code(1)) is None


@pytest.mark.parametrize("data", [None, [], {}, {"DanhSachTienDo": [{}]}, {"DanhSachTienDo": [1]}])
def test_an_answer_about_a_dossier_that_lacks_its_steps(
    server: Server, portal: SessionPortal, data: object
) -> None:
    server.says({"error_code": "0", "data": data})
    with pytest.raises(EndpointError, match=r"Cổng quốc gia trả lời thiếu dữ liệu cần có\."):
        portal.keys_of(code(1))


def test_the_catalogue_asks_for_what_the_list_leaves_out(
    server: Server, portal: SessionPortal
) -> None:
    def answer(path: str, content: dict[str, Any]) -> Say:
        if path.endswith("login"):
            return LOGIN
        if content["service"] == "LayThuTuc":
            assert content["maTTHC"] == "2.000488"
            return {"error_code": "0", "data": {"MucDo": "4", "ConHieuLuc": "1"}}
        whole = {"MaTTHC": "1.000656", "TenTTHC": "Khai tử", "MucDo": 3, "ConHieuLuc": "0"}
        named = {"MaTTHC": "2.000488", "TenTTHC": "Cấp Phiếu lý lịch tư pháp"}
        return {"error_code": "0", "data": [named, whole]}

    server.answer = answer
    assert list(portal.procedures()) == [
        TheirProcedure("1.000656", "Khai tử", 3, in_force=False),
        TheirProcedure("2.000488", "Cấp Phiếu lý lịch tư pháp", 4, in_force=True),
    ]


@pytest.mark.parametrize("data", [None, {}, [1], [{"MaTTHC": "1", "MucDo": "x", "ConHieuLuc": 1}]])
def test_a_catalogue_that_cannot_be_read(
    server: Server, portal: SessionPortal, data: object
) -> None:
    server.says({"error_code": "0", "data": data})
    with pytest.raises(EndpointError, match=r"Cổng quốc gia trả lời thiếu dữ liệu cần có\."):
        list(portal.procedures())


def test_what_this_form_does_not_have(server: Server, portal: SessionPortal) -> None:
    assert portal.offers_catalogue is False
    for call in (
        lambda: portal.send_procedures([]),
        lambda: portal.days(since=None),
        lambda: portal.dossiers_of(date(2022, 3, 22)),
    ):
        with pytest.raises(NotOfferedError):
            call()
    assert server.asked == []
