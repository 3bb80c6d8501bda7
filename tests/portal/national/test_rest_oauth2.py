"""OAuth2 client credentials: one token, kept as long as it is good, fetched anew when refused."""

import base64
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.national.adapters import credentials as credentials_module
from portal.national.adapters.port import EndpointError
from portal.national.adapters.rest import RestPortal, rest_portal
from tests.portal.national.answering import Answering, Asked, Given, answering

NO_DAYS = Given(b'{"days": []}')


class Authority:
    """Gives out `token-1`, `token-2`, ... for 300 s each; the API takes the newest one only."""

    def __init__(self) -> None:
        self.given = 0
        self.refused = False
        self.token: dict[str, Any] = {"expires_in": 300, "token_type": "Bearer"}
        self.status = 200
        self.body: bytes | None = None

    def __call__(self, asked: Asked) -> Given:
        if asked.target != "/token":
            good = asked.headers.get("Authorization") == f"Bearer token-{self.given}"
            return NO_DAYS if good and not self.refused else Given(b'{"detail": "x"}', status=401)
        self.given += 1
        content = (
            self.body or json.dumps({"access_token": f"token-{self.given}", **self.token}).encode()
        )
        return Given(content, status=self.status)


@pytest.fixture
def authority() -> Authority:
    return Authority()


@pytest.fixture
def server(authority: Authority, settings: Any) -> Iterator[Answering]:
    with answering(authority) as running:
        settings.NATIONAL_PORTAL_AUTH = "oauth2"
        settings.NATIONAL_PORTAL_URL = running.url
        settings.NATIONAL_PORTAL_TOKEN_URL = running.url + "/token"
        settings.NATIONAL_PORTAL_CLIENT_ID = "motcua-sync"
        settings.NATIONAL_PORTAL_CLIENT_SECRET = "bi-mat"
        yield running


@pytest.fixture
def portal(server: Answering) -> RestPortal:
    return rest_portal()


def ask(portal: RestPortal) -> None:
    assert list(portal.days(since=None)) == []


def targets(server: Answering) -> list[str]:
    return [asked.target.partition("?")[0] for asked in server.asked]


DAYS = "/api/v1/comparison/days"


def test_the_token_is_asked_for_once_and_sent_along(portal: RestPortal, server: Answering) -> None:
    ask(portal)
    ask(portal)
    assert targets(server) == ["/token", DAYS, DAYS]
    asked = server.asked[0]
    login = base64.b64encode(b"motcua-sync:bi-mat").decode()
    assert asked.headers["Authorization"] == f"Basic {login}"
    assert parse_qs(asked.body.decode()) == {
        "grant_type": ["client_credentials"],
        "scope": ["sync"],
    }
    assert "X-Signature" not in server.asked[1].headers
    assert server.asked[1].headers["X-Sender"] == "H47"


def test_shortly_before_its_end_it_is_fetched_anew(
    portal: RestPortal, server: Answering, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = [1000.0]
    monkeypatch.setattr(credentials_module.time, "monotonic", lambda: now[0])
    ask(portal)
    now[0] += 269.9
    ask(portal)
    assert targets(server) == ["/token", DAYS, DAYS]
    now[0] += 0.1
    ask(portal)
    assert targets(server) == ["/token", DAYS, DAYS, "/token", DAYS]


def test_a_refused_token_is_fetched_anew_once(
    portal: RestPortal, server: Answering, authority: Authority
) -> None:
    ask(portal)
    authority.given += 1  # the other side forgot the first one
    ask(portal)
    assert targets(server) == ["/token", DAYS, DAYS, "/token", DAYS]
    authority.refused = True
    with pytest.raises(EndpointError, match=r"^Cổng quốc gia trả lời mã 401\. x$"):
        ask(portal)
    assert targets(server)[5:] == [DAYS, "/token", DAYS]


def test_many_threads_fetch_one_token(portal: RestPortal, server: Answering) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(ask, [portal] * 16))
    assert targets(server).count("/token") == 1


@pytest.mark.parametrize(
    ("status", "body", "words"),
    [
        (
            401,
            b'{"error": "invalid_client"}',
            "Cổng quốc gia không cấp thẻ truy cập cho cổng tỉnh (invalid_client). Hãy kiểm tra "
            "NATIONAL_PORTAL_CLIENT_ID và NATIONAL_PORTAL_CLIENT_SECRET.",
        ),
        (
            400,
            b"<html>",
            "Cổng quốc gia không cấp thẻ truy cập cho cổng tỉnh (400). Hãy kiểm tra "
            "NATIONAL_PORTAL_CLIENT_ID và NATIONAL_PORTAL_CLIENT_SECRET.",
        ),
        (503, b"", "Không lấy được thẻ truy cập của cổng quốc gia (mã 503)."),
        (200, b"<html>", "Không lấy được thẻ truy cập của cổng quốc gia (mã 200)."),
        (200, b'{"access_token": 5}', "Không lấy được thẻ truy cập của cổng quốc gia (mã 200)."),
        (
            200,
            b'{"access_token": "a\\r\\nX: y"}',
            "Không lấy được thẻ truy cập của cổng quốc gia (mã 200).",
        ),
    ],
)
def test_no_token_is_the_endpoints_failure(
    status: int,
    body: bytes,
    words: str,
    portal: RestPortal,
    server: Answering,
    authority: Authority,
) -> None:
    authority.status, authority.body = status, body
    with pytest.raises(EndpointError) as caught:
        ask(portal)
    assert (str(caught.value), caught.value.may_be_the_message) == (words, False)
    assert targets(server) == ["/token"]


def test_no_answer_to_the_question_for_a_token(portal: RestPortal, authority: Authority) -> None:
    authority.body = b" " * (9 * 1024 * 1024)
    with pytest.raises(EndpointError) as caught:
        ask(portal)
    assert str(caught.value) == (
        "Khi lấy thẻ truy cập: Cổng quốc gia trả lời dài quá 8 MB; đã ngừng đọc."
    )
    assert not caught.value.may_be_the_message


@pytest.mark.parametrize("name", ["TOKEN_URL", "CLIENT_ID", "CLIENT_SECRET"])
def test_what_is_missing_is_named(name: str, server: Answering, settings: Any) -> None:
    setattr(settings, f"NATIONAL_PORTAL_{name}", "")
    with pytest.raises(ImproperlyConfigured) as caught:
        rest_portal()
    assert str(caught.value) == (
        f"Chưa khai báo biến NATIONAL_PORTAL_{name} để kết nối cổng quốc gia bằng OAuth2."
    )


def test_another_proof_is_not_known(settings: Any) -> None:
    settings.NATIONAL_PORTAL_AUTH = "basic"
    with pytest.raises(ImproperlyConfigured) as caught:
        rest_portal()
    assert str(caught.value) == "NATIONAL_PORTAL_AUTH chỉ nhận: hmac, oauth2 (đang là “basic”)."
