"""Only what the national portal has signed, and signed now, is heard."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from portal.api.national.views import BY_SENDER
from services.models import Revision
from tests.portal.api.national.sender import (
    FILING_URL,
    content,
    file,
    headers,
    send,
    signature,
)
from tests.world import Person, sign_in

pytestmark = pytest.mark.django_db
Traces = Callable[[], Any]

BODY = json.dumps(content()).encode()
NO_SIGNATURE = "X-Signature không đúng. Ký HMAC-SHA256 trên đúng từng byte của nội dung gửi đi."
NO_SENDER = "Không nhận ra bên gửi ở X-Sender."
NO_TIME = "X-Timestamp phải là số giây tính từ 01/01/1970, ví dụ 1647932580."


def refused(answer: Any, detail: str) -> None:
    assert (answer.status_code, answer["WWW-Authenticate"]) == (401, "HMAC-SHA256")
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Không xác thực được bên gửi",
        "status": 401,
        "detail": detail,
    }


@pytest.mark.parametrize(
    ("changed", "detail"),
    [
        ({"X_Signature": "sha256=" + "0" * 64}, NO_SIGNATURE),
        ({"X_Signature": ""}, NO_SIGNATURE),
        ({"X_Signature": "sha256=ký"}, NO_SIGNATURE),
        ({"X_Sender": "H47"}, NO_SENDER),
        ({"X_Sender": ""}, NO_SENDER),
        ({"X_Timestamp": ""}, NO_TIME),
        ({"X_Timestamp": "now"}, NO_TIME),
        ({"X_Timestamp": "-1"}, NO_TIME),
        ({"X_Timestamp": "٣"}, NO_TIME),
        ({"X_Timestamp": "9" * 400}, NO_TIME),
    ],
)
def test_a_wrong_header_is_named(
    client: Client, revision: Revision, traces: Traces, changed: dict[str, str], detail: str
) -> None:
    before = traces()

    refused(send(client, BODY, **changed), detail)

    assert traces() == before


def test_a_signature_of_another_secret(client: Client, revision: Revision, traces: Traces) -> None:
    before = traces()
    named = headers(BODY, key="G01-1", secret="somebody-else")

    answer = client.post(FILING_URL, BODY, content_type="application/json", headers=named)

    refused(answer, NO_SIGNATURE)
    assert traces() == before


@pytest.mark.parametrize(
    "tampered",
    [BODY + b" ", BODY.replace(b"1995-06-15", b"1995-06-16")],
    ids=["one space", "another day"],
)
def test_a_body_that_is_not_the_signed_one(
    client: Client, revision: Revision, traces: Traces, tampered: bytes
) -> None:
    before = traces()
    named = headers(BODY, key="G01-1")

    answer = client.post(FILING_URL, tampered, content_type="application/json", headers=named)

    refused(answer, NO_SIGNATURE)
    assert traces() == before


@pytest.mark.parametrize("off", [-302, 302])
def test_a_clock_that_is_off_is_told_by_how_much(
    client: Client, revision: Revision, traces: Traces, off: int
) -> None:
    before = traces()
    named = headers(BODY, key="G01-1", at=time.time() + off)

    answer = client.post(FILING_URL, BODY, content_type="application/json", headers=named)

    assert answer.status_code == 401
    words = answer.json()["detail"].split()
    assert words[:2] == ["X-Timestamp", "lệch"]
    assert 301 <= int(words[2]) <= 303
    assert traces() == before


@pytest.mark.parametrize("off", [-290, 290])
def test_a_clock_within_five_minutes_is_right(client: Client, revision: Revision, off: int) -> None:
    named = headers(BODY, key="G01-1", at=time.time() + off)

    answer = client.post(FILING_URL, BODY, content_type="application/json", headers=named)

    assert answer.status_code == 201


def test_a_time_that_was_changed_breaks_the_signature(
    client: Client, revision: Revision, traces: Traces
) -> None:
    before = traces()
    old = str(int(time.time()) - 900)

    answer = send(
        client, BODY, X_Timestamp=str(int(time.time())), X_Signature=signature(
            "tests-inbound", old, BODY
        ),
    )  # fmt: skip

    refused(answer, NO_SIGNATURE)
    assert traces() == before


@pytest.mark.parametrize("path", [f"{FILING_URL}?key=G01-1", f"{FILING_URL}H47-1/"])
def test_questions_are_signed_too(client: Client, revision: Revision, path: str) -> None:
    file(client, content())

    refused(client.get(path), NO_SENDER)
    refused(client.get(path, headers=headers(b"/api/v1/other/")), NO_SIGNATURE)


def test_a_session_is_no_signature(client: Client, revision: Revision, tra: Person) -> None:
    refused(sign_in(client, tra).get(f"{FILING_URL}?key=G01-1"), NO_SENDER)


@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_secret_it_is_not_offered(
    client: Client, revision: Revision, traces: Traces, settings: Any, method: str
) -> None:
    settings.NATIONAL_INBOUND_SECRET = ""
    before = traces()
    timestamp = str(int(time.time()))
    named = {
        "X-Sender": "DVCQG", "X-Timestamp": timestamp, "Idempotency-Key": "G01-1",
        "X-Signature": signature("", timestamp, BODY if method == "post" else FILING_URL.encode()),
    }  # fmt: skip

    answer = (
        client.get(FILING_URL, headers=named)
        if method == "get"
        else client.post(FILING_URL, BODY, content_type="application/json", headers=named)
    )

    assert answer.status_code == 503
    assert answer.json()["detail"] == (
        "Cổng này chưa kết nối nhận hồ sơ từ Cổng Dịch vụ công quốc gia."
    )
    assert traces() == before


def test_the_sender_has_a_limit_and_strangers_do_not_use_it_up(
    client: Client, revision: Revision, traces: Traces
) -> None:
    for _ in range(BY_SENDER.times - 1):
        BY_SENDER.spend("DVCQG")
    send(client, BODY, X_Signature="sha256=0")
    assert file(client, content()).status_code == 201
    before = traces()

    answer = file(client, content(answers={"purpose": "Khác"}), key="G01-2")

    assert answer.status_code == 429
    assert 1 <= int(answer["Retry-After"]) <= 60
    assert traces() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods(client: Client, revision: Revision, method: str) -> None:
    answer = getattr(client, method)(FILING_URL, b"", headers=headers(b""))

    assert (answer.status_code, answer["Allow"]) == (405, "GET, POST, HEAD, OPTIONS")
    assert answer.json()["title"] == "Không dùng được phương thức này"
