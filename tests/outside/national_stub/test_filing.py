"""The stub files into a province for its people; the province here is a small HTTP server."""

import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
import requests

from tests.local_server import serving
from tests.outside.national_stub.person_session import HOA, THU, TRA, PersonSession
from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import NationalStub, drop_database

pytestmark = pytest.mark.processes
SECRET = "inbound-secret-of-the-tests"
CODE = "000.00.15.H47-220322-0001"
TAKEN = {"code": CODE, "procedure": {"code": "2.000488", "name": "Cấp Phiếu lý lịch tư pháp"}}
REFUSED = {
    "title": "Không nộp được",
    "status": 422,
    "detail": "Sửa các tham số nêu trong invalid_params rồi gửi lại.",
    "invalid_params": {
        "answers.purpose": "Chọn mục đích.",
        "answers.birth_place": "Nhập nơi sinh.",
    },
}


@dataclass
class Province:
    """Answers as it is told; keeps what it was sent."""

    url: str = ""
    status: int = 201
    answer: bytes = json.dumps(TAKEN).encode()
    sent: list[tuple[str, dict[str, str], bytes]] = field(default_factory=list)

    def answers(self, status: int, content: Any) -> None:
        self.status = status
        self.answer = content if isinstance(content, bytes) else json.dumps(content).encode()


@pytest.fixture(scope="module")
def _province() -> Iterator[Province]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            province.sent.append((self.path, dict(self.headers), body))
            self.send_response(province.status)
            self.send_header("Location", "http://127.0.0.1:9/")
            self.end_headers()
            self.wfile.write(province.answer)

        def do_GET(self) -> None:
            self.do_POST()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    province = Province()
    with serving(Handler) as server:
        province.url = server.url
        yield province


@pytest.fixture(scope="module")
def filing_stub(database_server: None, _province: Province) -> Iterator[NationalStub]:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = database_url(f"test_national_filing_{worker}_{os.getpid()}")
    environment = {
        "NATIONAL_STUB_PROVINCE_URL": _province.url,
        "NATIONAL_INBOUND_SECRET": SECRET,
    }
    stub = NationalStub(url, environment=environment)
    stub.start()
    yield stub
    stub.stop()
    drop_database(url)


@pytest.fixture
def province(_province: Province) -> Province:
    _province.sent.clear()
    _province.answers(201, TAKEN)
    return _province


def file(stub: NationalStub, **more: Any) -> dict[str, Any]:
    wanted = {"procedure": "2.000488", "identity_number": HOA, "answers": {"copies": 1}}
    answer = requests.post(stub.url + "/_file", json=wanted | more, timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.json()


def signature(headers: dict[str, str], signed: bytes) -> str:
    message = headers["X-Timestamp"].encode() + b"." + signed
    return "sha256=" + hmac.new(SECRET.encode(), message, hashlib.sha256).hexdigest()


def test_a_filing_is_signed_and_says_who_he_is(
    filing_stub: NationalStub, province: Province
) -> None:
    shown = file(filing_stub, agency="000.00.15.H47", return_channel="online")
    ((path, headers, body),) = province.sent
    assert path == "/api/v1/national/dossiers/"
    assert (headers["X-Sender"], headers["Idempotency-Key"]) == ("DVCQG", shown["key"])
    assert headers["X-Signature"] == signature(headers, body)
    assert json.loads(body) == {
        "procedure": "2.000488",
        "agency": "000.00.15.H47",
        "applicant": {
            "identity_number": HOA,
            "full_name": "Phạm Văn Hòa",
            "birth_date": "1995-06-15",
            "phone": "0935222333",
            "email": "hoa@motcua.example",
            "assurance_level": 2,
        },
        "answers": {"copies": 1},
        "return_channel": "online",
    }
    assert shown == {
        "key": shown["key"],
        "tries": 1,
        "status": 201,
        "code": CODE,
        "refusal": "",
        "trouble": "",
        "answer": TAKEN,
    }


def test_a_lost_answer_is_asked_for_with_the_same_key_and_body(
    filing_stub: NationalStub, province: Province
) -> None:
    lost = file(filing_stub, lose_answer=True)
    assert (lost["code"], lost["trouble"]) == ("", "Câu trả lời bị mất theo lỗi mô phỏng.")
    province.answers(200, TAKEN)
    found = file(filing_stub, key=lost["key"], answers={"copies": 99})
    assert (found["code"], found["tries"], found["trouble"]) == (CODE, 2, "")
    (first, again) = province.sent
    assert first[2] == again[2]
    assert first[1]["Idempotency-Key"] == again[1]["Idempotency-Key"] == lost["key"]


@pytest.mark.parametrize(
    ("status", "content", "trouble"),
    [
        (503, {"title": "Tạm ngừng", "detail": "Gửi lại sau."}, "(mã 503). Gửi lại sau."),
        (401, {"detail": "Chữ ký không đúng."}, "(mã 401). Chữ ký không đúng."),
        (200, b"<html>Mot Cua</html>", "trả lời không đúng dạng (mã 200)"),
        (302, b"", "trả lời không đúng dạng (mã 302)"),
        (201, {"mã": "khác"}, "trả lời mà không có mã hồ sơ"),
    ],
)
def test_a_bad_answer_leaves_the_filing_to_be_sent_again(
    status: int, content: Any, trouble: str, filing_stub: NationalStub, province: Province
) -> None:
    province.answers(status, content)
    shown = file(filing_stub)
    assert trouble in shown["trouble"]
    assert (shown["code"], shown["refusal"], len(province.sent)) == ("", "", 1)
    province.answers(201, TAKEN)
    assert file(filing_stub, key=shown["key"])["code"] == CODE


def test_a_refusal_is_final_and_says_why(filing_stub: NationalStub, province: Province) -> None:
    province.answers(422, REFUSED)
    shown = file(filing_stub, identity_number=THU)
    assert shown["refusal"] == "Chọn mục đích.\nNhập nơi sinh."
    person = PersonSession(filing_stub.url)
    person.sign_in(THU)
    page = person.get(person.base + "/me/", timeout=60).text
    assert "Chọn mục đích.<br>Nhập nơi sinh." in page
    assert "Gửi lại" not in page


def test_the_person_sees_his_filings_and_sends_again(
    filing_stub: NationalStub, province: Province
) -> None:
    province.answers(503, {"detail": "Bận."})
    open_one = file(filing_stub, identity_number=TRA)
    address = f"/me/filings/{open_one['key']}/send/"
    hoa, tra = PersonSession(filing_stub.url), PersonSession(filing_stub.url)
    for person, number in ((hoa, HOA), (tra, TRA)):
        person.sign_in(number)
    page = tra.get(tra.base + "/me/", timeout=60)
    assert "Cổng tỉnh chưa nhận được (mã 503). Bận." in page.text
    province.answers(201, TAKEN)
    foreign = hoa.send_form(hoa.get(hoa.base + "/identity/o/logout", timeout=60), address)
    assert (foreign.status_code, len(province.sent)) == (404, 1)
    assert tra.send_form(page, address).headers["Location"] == "/me/"
    assert len(province.sent) == 2
    after = tra.get(tra.base + "/me/", timeout=60).text
    assert f'href="/dossiers/{CODE}/">{CODE}</a>' in after
    assert "Cấp Phiếu lý lịch tư pháp" in after
    tra.send_form(page, address)
    assert len(province.sent) == 2


def test_the_province_is_asked_for_states(filing_stub: NationalStub, province: Province) -> None:
    province.answers(200, TAKEN)
    asked = requests.get(filing_stub.url + "/_file", params={"code": CODE}, timeout=60).json()
    assert asked == {"status": 200, "trouble": "", "answer": TAKEN}
    by_key = requests.get(filing_stub.url + "/_file", params={"key": "a b"}, timeout=60)
    assert by_key.json()["status"] == 200
    paths = [path for path, _headers, _body in province.sent]
    assert paths == [
        f"/api/v1/national/dossiers/{CODE}/",
        "/api/v1/national/dossiers/?key=a+b",
    ]
    for path, headers, _body in province.sent:
        assert headers["X-Signature"] == signature(headers, path.encode())


@pytest.mark.parametrize(
    ("content", "status"),
    [
        ({"procedure": "2.000488", "identity_number": "049190009999"}, 404),
        ({"identity_number": HOA}, 400),
        ({"procedure": "2.000488", "identity_number": HOA, "answers": [], "key": ""}, 200),
        ([], 400),
    ],
)
def test_the_control_says_what_is_missing(
    content: Any, status: int, filing_stub: NationalStub, province: Province
) -> None:
    answer = requests.post(filing_stub.url + "/_file", json=content, timeout=60)
    assert answer.status_code == status
    assert len(province.sent) == (status == 200)


def test_a_province_that_is_not_there_is_trouble(filing_stub: NationalStub) -> None:
    url = database_url(f"test_national_filing_alone_{os.getpid()}")
    alone = NationalStub(url, environment={"NATIONAL_STUB_PROVINCE_URL": "http://127.0.0.1:9"})
    alone.start()
    try:
        shown = file(alone)
        assert shown["trouble"] == "Cổng tỉnh không trả lời (ConnectionRefusedError)."
        assert (shown["tries"], shown["code"]) == (1, "")
    finally:
        alone.stop()
        drop_database(url)
