"""Everything that may come back instead of an answer: named in words, and either a refusal for
good, a trouble of one message, or a failure of the endpoint."""

import json
import socket
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from uuid import UUID

import pytest

from portal.national.adapters import exchange as exchange_module
from portal.national.adapters.exchange import Exchange
from portal.national.adapters.port import Answer, EndpointError, Outgoing
from portal.national.adapters.rest import RestPortal
from portal.national.mapping.change import read_change
from tests.portal.national.answering import Answering, Asked, Given, answering
from tests.portal.national.test_mapping import NAMES, PAYLOAD

KEYS = [UUID(int=number) for number in (1, 2)]
HTML = {"Content-Type": "text/html; charset=utf-8"}
PROBLEM = {"Content-Type": "application/problem+json"}


def batch(size: int = 1) -> list[Outgoing]:
    return [Outgoing(key, read_change(PAYLOAD, NAMES)) for key in KEYS[:size]]


def results(*each: object) -> Given:
    return Given(json.dumps({"results": each}).encode())


def problem(status: int, detail: object, **headers: str) -> Given:
    named = {name.capitalize(): value for name, value in headers.items()}
    return Given(json.dumps({"detail": detail}).encode(), status, PROBLEM | named)


def portal(url: str) -> RestPortal:
    return RestPortal(url=url, sender="H47", secret="s")


def error_of(given: Given | Callable[[Asked], Given], *, size: int = 1) -> EndpointError:
    with answering(given) as server, pytest.raises(EndpointError) as caught:
        portal(server.url).send(batch(size))
    return caught.value


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (
            Given("<html><body>Bảo trì</body></html>".encode(), headers=HTML),
            "Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON.",
        ),
        (
            Given(b"<!doctype html><p>x"),
            "Cổng quốc gia trả lời bằng trang web (HTML) thay vì dữ liệu JSON.",
        ),
        (Given(b""), "Cổng quốc gia trả lời rỗng."),
        (Given(b" \n"), "Cổng quốc gia trả lời rỗng."),
        (
            Given(b'{"results": [{"idempo'),
            "Cổng quốc gia trả lời không đúng định dạng (application/json).",
        ),
        (
            Given(b"\xff\xfe\x00", headers={}),
            "Cổng quốc gia trả lời không đúng định dạng (?).",
        ),
        (
            Given(b"[" * 200_000),
            "Cổng quốc gia trả lời không đúng định dạng (application/json).",
        ),
        (Given(b"[]"), "Cổng quốc gia trả lời thiếu kết quả của các bản tin."),
        (Given(b"null"), "Cổng quốc gia trả lời thiếu kết quả của các bản tin."),
        (Given(b'{"results": 5}'), "Cổng quốc gia trả lời thiếu kết quả của các bản tin."),
        (Given(b'{"results": ["x"]}'), "Cổng quốc gia trả lời thiếu kết quả của các bản tin."),
        (
            Given(b"x" * 100, cut=True),
            "Cổng quốc gia ngắt kết nối khi chưa trả lời xong.",
        ),
        (
            Given(b"{}", length=500),
            "Cổng quốc gia ngắt kết nối khi chưa trả lời xong.",
        ),
        (
            problem(500, "Hỏng\nrồi"),
            "Cổng quốc gia trả lời mã 500. Hỏng rồi",
        ),
        (Given(b"<html>", status=500, headers=HTML), "Cổng quốc gia trả lời mã 500."),
        (problem(400, 7), "Cổng quốc gia trả lời mã 400."),
    ],
)
def test_what_may_be_due_to_the_message(given: Given, words: str) -> None:
    error = error_of(given)
    assert (str(error), error.may_be_the_message) == (words, True)


@pytest.mark.parametrize("status", [401, 403, 404, 405, 429, 501, 502, 503, 504])
def test_what_is_the_endpoints_own_matter(status: int) -> None:
    error = error_of(problem(status, "Thử lại sau."))
    assert str(error) == f"Cổng quốc gia trả lời mã {status}. Thử lại sau."
    assert not error.may_be_the_message


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed_and_its_host_is_named(status: int) -> None:
    with answering(Given()) as elsewhere:
        host = elsewhere.url.removeprefix("http://")
        error = error_of(Given(status=status, headers={"Location": elsewhere.url + "/x"}))
        assert elsewhere.asked == []
    assert str(error) == (
        f"Cổng quốc gia chuyển hướng sang “{host}”; không gửi dữ liệu tới đó. "
        "Hãy kiểm tra NATIONAL_PORTAL_URL."
    )
    assert not error.may_be_the_message


def test_an_answer_without_end_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    given = Given(b"[" + b" " * (9 * 1024 * 1024) + b"]")
    error = error_of(given)
    assert str(error) == "Cổng quốc gia trả lời dài quá 8 MB; đã ngừng đọc."
    assert error.may_be_the_message


def test_an_answer_of_the_greatest_length_is_read() -> None:
    with answering(Given(b"x" * 1024)) as server:
        assert Exchange(longest=1024)("GET", server.url).body == b"x" * 1024
        with pytest.raises(EndpointError):
            Exchange(longest=1023)("GET", server.url)


def test_no_answer_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange_module, "ANSWER_SECONDS", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(EndpointError) as caught:
            portal(url).send(batch())
    assert str(caught.value) == "Cổng quốc gia không trả lời kịp thời."
    assert caught.value.may_be_the_message


def test_nobody_listens() -> None:
    with pytest.raises(EndpointError) as caught:
        portal("http://127.0.0.1:1").send(batch())
    assert str(caught.value) == "Không kết nối được tới cổng quốc gia."
    assert not caught.value.may_be_the_message


def test_an_address_that_is_none() -> None:
    with pytest.raises(EndpointError) as caught:
        portal("cong-quoc-gia").send(batch())
    assert str(caught.value) == "Không kết nối được tới cổng quốc gia (MissingSchema)."


def send(given: Given, *, size: int = 1) -> list[Answer]:
    with answering(given) as server:
        return portal(server.url).send(batch(size))


def test_a_message_without_answer_is_in_trouble_and_not_refused() -> None:
    accepted = {"idempotencyKey": str(KEYS[1]), "outcome": "accepted"}
    assert send(results(accepted), size=2) == [
        Answer(KEYS[0], trouble="Cổng quốc gia không trả lời cho bản tin này."),
        Answer(KEYS[1]),
    ]


@pytest.mark.parametrize(
    ("result", "answer"),
    [
        ({"outcome": "accepted", "already": True}, Answer(KEYS[0])),
        (
            {"outcome": "refused", "problem": {"status": 422, "detail": "Thiếu trường TenTTHC."}},
            Answer(KEYS[0], refusal="Thiếu trường TenTTHC."),
        ),
        (
            {"outcome": "refused", "problem": "hỏng"},
            Answer(KEYS[0], refusal="Cổng quốc gia từ chối mà không nêu lý do."),
        ),
        (
            {"outcome": "refused", "problem": {"status": 503, "detail": "Đang bận."}},
            Answer(KEYS[0], trouble="Đang bận."),
        ),
        (
            {"outcome": "refused", "problem": {"status": 409, "detail": "Đang xử lý bản khác."}},
            Answer(KEYS[0], trouble="Đang xử lý bản khác."),
        ),
        (
            {"outcome": "queued"},
            Answer(KEYS[0], trouble="Cổng quốc gia trả lời kết quả lạ cho bản tin này: “queued”."),
        ),
        (
            {},
            Answer(KEYS[0], trouble="Cổng quốc gia trả lời kết quả lạ cho bản tin này: “None”."),
        ),
    ],
)
def test_outcomes(result: dict[str, object], answer: Answer) -> None:
    assert send(results({"idempotencyKey": str(KEYS[0]), **result})) == [answer]


def test_422_refuses_a_message_alone_but_not_a_batch() -> None:
    given = problem(422, "Sai cấu trúc.")
    assert send(given) == [Answer(KEYS[0], refusal="Sai cấu trúc.")]
    error = error_of(given, size=2)
    assert str(error) == "Cổng quốc gia trả lời mã 422. Sai cấu trúc."
    assert error.may_be_the_message


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (1, "Đồng hồ của cổng quốc gia nhanh 60 phút so với cổng tỉnh."),
        (-1, "Đồng hồ của cổng quốc gia chậm 60 phút so với cổng tỉnh."),
    ],
)
def test_a_clock_that_is_off_is_named(hours: int, words: str) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(hours=hours), usegmt=True)
    refusing = problem(401, "Sai.", date=date)
    assert str(error_of(refusing)) == f"Cổng quốc gia trả lời mã 401. Sai. {words}"
    refused = results(
        {"idempotencyKey": str(KEYS[0]), "outcome": "refused", "problem": {"detail": "Sai."}}
    )
    refused.headers["Date"] = date
    assert send(refused) == [Answer(KEYS[0], refusal=f"Sai. {words}")]


@pytest.mark.parametrize("date", ["hôm nay".encode().decode("latin-1"), "", "110 seconds"])
def test_a_clock_that_is_about_right_or_unreadable_is_no_matter(date: str) -> None:
    if date.endswith("seconds"):
        date = format_datetime(datetime.now(UTC) + timedelta(seconds=110), usegmt=True)
    given = problem(401, "Sai.", date=date)
    assert str(error_of(given)) == "Cổng quốc gia trả lời mã 401. Sai."


def test_what_a_person_mended_goes_along() -> None:
    def accept(asked: Asked) -> Given:
        key = json.loads(asked.body)["messages"][0]["idempotencyKey"]
        return results({"idempotencyKey": key, "outcome": "accepted"})

    corrections = {"TenTTHC": "Tên đã sửa", "NoiDungXuLy": "Đã sửa", "MaHoSo": "khác"}
    mended = Outgoing(KEYS[0], read_change(PAYLOAD, NAMES), corrections)
    server: Answering
    with answering(accept) as server:
        assert portal(server.url).send([mended]) == [Answer(KEYS[0])]
    (message,) = json.loads(server.asked[0].body)["messages"]
    assert message["dossier"]["TenTTHC"] == "Tên đã sửa"
    assert message["progress"]["NoiDungXuLy"] == "Đã sửa"
    assert message["dossier"]["MaHoSo"] == message["progress"]["MaHoSo"]
    assert message["dossier"]["MaHoSo"] == "000.00.15.H47-220322-0001"
