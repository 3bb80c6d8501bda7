"""What the national portal answers is believed only when it proves itself, and a portal that fails
is a page in plain words, one line in the log, and nothing changed."""

import logging
import re
import time
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.cache import caches
from django.test import Client

from portal.accounts.sign_on import http
from portal.accounts.sign_on.problems import untrusted
from tests.at_once import at_once
from tests.portal.accounts.sign_on.conftest import START
from tests.portal.accounts.sign_on.provider import CLIENT, HOA, Provider
from tests.world import make_citizen

CALLBACK = f"{START}callback/"
SILENT = "Cổng quốc gia đang không trả lời"
UNTRUSTED = "Chưa xác thực được với cổng quốc gia"
OVER = "Lần đăng nhập này không còn hiệu lực"
INCOMPLETE = "Thông tin từ cổng quốc gia chưa đủ"
HOUR = 3600


@pytest.fixture(autouse=True)
def nothing_is_written(units, everything, client: Client):
    """The same in every test of this file."""
    before = everything()
    yield
    assert everything() == before
    assert "_auth_user_id" not in client.session


def title(response) -> str:
    found = re.search(r"<h1>(.*?)</h1>", response.content.decode())
    assert found
    return found.group(1)


def lines(caplog) -> list[str]:
    return [r.getMessage() for r in caplog.records if r.levelno >= logging.WARNING]


def test_the_way_out_has_state_nonce_and_challenge(client: Client, provider: Provider) -> None:
    ways = [client.post(START, {"scope": "admin", "auth_params": "acr=0"}).url for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        values = {re.search(rf"[?&]{name}=([^&]+)", way).group(1) for way in ways}  # type: ignore[union-attr]
        assert len(values) == 2, name
    asked = parse_qs(urlsplit(ways[0]).query)  # three letters stand in many a random key
    assert "admin" not in asked["scope"][0].split() and "acr" not in asked
    assert provider.asked == ["GET /.well-known/openid-configuration"], "kept for some minutes"


def test_who_is_signed_in_here_signs_in_anew_there(
    client: Client, provider: Provider, client_as
) -> None:
    assert "prompt" not in client.post(START).url
    person = make_citizen()
    assert "&prompt=login" in client_as(person).post(START).url
    person.citizen.delete()
    person.user.delete()


def test_a_state_of_another_browser_is_worth_nothing(
    client: Client, provider: Provider, sign_on
) -> None:
    there = Client().post(START)
    response = client.get(provider.sign_in(there.url, HOA))
    assert (response.status_code, title(response)) == (400, OVER)
    assert "POST /token" not in provider.asked


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=oops"])
def test_a_made_up_way_back(client: Client, provider: Provider, query: str) -> None:
    response = client.get(CALLBACK + query)
    assert (response.status_code, title(response)) == (400, OVER)
    assert provider.asked == []


def test_the_way_back_works_once(client: Client, provider: Provider) -> None:
    back = provider.sign_in(client.post(START).url, HOA)
    assert client.get(back).status_code == 302
    response = client.get(back)
    assert (response.status_code, title(response)) == (400, OVER)


def test_a_replayed_code_is_refused(client: Client, provider: Provider, caplog) -> None:
    first = provider.sign_in(client.post(START).url, HOA)
    client.get(first)
    code = re.search(r"code=([^&]+)", first).group(1)  # type: ignore[union-attr]
    state = re.search(r"state=([^&]+)", client.post(START).url).group(1)  # type: ignore[union-attr]
    response = client.get(f"{CALLBACK}?code={code}&state={state}")
    assert (response.status_code, title(response)) == (403, UNTRUSTED)
    assert lines(caplog) == ["sign-on: the national portal does not take the code"]


def test_the_person_may_say_no(client: Client, provider: Provider) -> None:
    state = re.search(r"state=([^&]+)", client.post(START).url).group(1)  # type: ignore[union-attr]
    response = client.get(f"{CALLBACK}?error=access_denied&state={state}", follow=True)
    assert response.redirect_chain == [("/accounts/login/", 302)]
    assert "Bạn đã dừng đăng nhập bằng Cổng Dịch vụ công quốc gia." in response.content.decode()


LIES = {
    "issuer": ({"iss": "https://evil.example"}, "InvalidIssuerError"),
    "audience": ({"aud": "somebody-else"}, "InvalidAudienceError"),
    "audiences": ({"aud": [CLIENT, "somebody-else"]}, "made for somebody else"),
    "expired": ({"exp": int(time.time()) - HOUR}, "is over"),
    "clock": ({"iat": int(time.time()) + HOUR, "exp": int(time.time()) + 2 * HOUR}, "the clocks"),
    "no expiry": ({"exp": None}, "MissingRequiredClaimError"),
    "no nonce": ({"nonce": None}, "belongs to another sign-on"),
    "nonce": ({"nonce": "another"}, "belongs to another sign-on"),
    "nobody": ({"sub": None}, "MissingRequiredClaimError"),
    "odd name": ({"sub": "a\x00b"}, "names nobody"),
    "long name": ({"sub": "a" * 192}, "names nobody"),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_id_token_that_lies(
    client: Client, provider: Provider, sign_on, caplog, lie: str
) -> None:
    provider.claims, reason = LIES[lie]
    response = sign_on(client, HOA)
    assert (response.status_code, title(response)) == (403, UNTRUSTED)
    assert len(lines(caplog)) == 1
    assert reason in lines(caplog)[0]


def test_a_forged_signature_over_the_back_channel(
    client: Client, provider: Provider, sign_on, caplog
) -> None:
    provider.is_forged = True
    response = sign_on(client, HOA)
    assert (response.status_code, title(response)) == (403, UNTRUSTED)
    assert lines(caplog) == ["sign-on: the ID token is not valid (InvalidSignatureError)"]


@pytest.mark.parametrize("algorithm", ["HS256", "none", "RS512"])
def test_other_ways_of_signing_are_not_accepted(
    client: Client, provider: Provider, sign_on, algorithm: str, caplog
) -> None:
    provider.algorithm = algorithm
    assert title(sign_on(client, HOA)) == UNTRUSTED
    assert "not accepted" in lines(caplog)[0]


def test_elliptic_keys_and_keys_without_a_name(client: Client, provider: Provider, sign_on) -> None:
    provider.algorithm = "ES256"
    assert sign_on(client, HOA).url == "/accounts/national/register/"
    provider.algorithm, provider.has_key_name = "RS256", False
    assert sign_on(client, HOA).url == "/accounts/national/register/"


def test_a_key_that_was_changed_is_looked_for_again(
    client: Client, provider: Provider, sign_on
) -> None:
    provider.answers["/jwks"] = (200, "application/json", '{"keys": []}')
    assert title(sign_on(client, HOA)) == UNTRUSTED
    provider.answers.clear()
    assert title(sign_on(client, HOA)) == UNTRUSTED, "not at every token"
    caches["memory"].delete(f"sign-on:looked-again:{provider.url}")
    assert sign_on(client, HOA).status_code == 302


@pytest.mark.parametrize(
    ("changes", "fact"),
    [
        ({"identity_number": None}, "số định danh cá nhân"),
        ({"identity_number": "04909500123"}, "số định danh cá nhân"),
        ({"identity_number": "049090001234"}, "số định danh cá nhân"),  # not born in 1990
        ({"identity_number": "0490950012ab"}, "số định danh cá nhân"),
        ({"identity_number": 49095001234}, "số định danh cá nhân"),
        ({"birthdate": "15/06/1995"}, "ngày sinh"),
        ({"birthdate": "1995-13-01"}, "ngày sinh"),
        ({"birthdate": "2095-06-15"}, "ngày sinh"),
        ({"birthdate": None}, "ngày sinh"),
        ({"name": None}, "họ và tên"),
        ({"name": " "}, "họ và tên"),
        ({"name": "<b>Hòa</b>"}, "họ và tên"),
        ({"name": "Hòa" * 60}, "họ và tên"),
        ({"name": ["Hòa"]}, "họ và tên"),
    ],
)
def test_facts_that_cannot_be_used(
    client: Client, provider: Provider, sign_on, changes, fact: str
) -> None:
    provider.claims = provider.userinfo = changes
    response = sign_on(client, HOA)
    assert (response.status_code, title(response)) == (403, INCOMPLETE)
    assert f"không cho biết {fact}" in response.content.decode()


@pytest.mark.parametrize("changes", [{"sub": "another"}, {"identity_number": "049190004747"}])
def test_token_and_userinfo_must_agree(
    client: Client, provider: Provider, sign_on, changes
) -> None:
    provider.userinfo = changes
    assert title(sign_on(client, HOA)) == INCOMPLETE


BROKEN = {
    "HTML": (200, "text/html", "<html>Bảo trì</html>"),
    "HTML named JSON": (200, "application/json", "<html>"),
    "a list": (200, "application/json", "[1]"),
    "a number": (200, "application/json", "7"),
    "500": (500, "text/plain", "Internal error"),
    "503 in JSON": (503, "application/json", "{}"),
    "redirect": (302, "text/html", "http://evil.example/"),
    "nothing": (200, "application/json", ""),
    "without end": (200, "application/json", '{"a": "' + "x" * 300_000 + '"}'),
}


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize(
    "where", ["/.well-known/openid-configuration", "/token", "/jwks", "/userinfo"]
)
def test_a_broken_portal_is_a_friendly_page(
    client: Client, provider: Provider, caplog, where: str, how: str
) -> None:
    if where.startswith("/.well-known"):
        provider.answers[where] = BROKEN[how]
        response = client.post(START)
    else:
        there = client.post(START)
        provider.answers[where] = BROKEN[how]
        response = client.get(provider.sign_in(there.url, HOA))
    assert (response.status_code, title(response)) == (503, SILENT)
    page = response.content.decode()
    assert "Bạn vẫn đăng nhập được bằng thư điện tử hoặc số điện thoại" in page
    assert 'href="/accounts/login/"' in page
    assert len(lines(caplog)) == 1
    assert "the national portal does not answer" in lines(caplog)[0]
    assert all("\n" not in line and record.exc_info is None
               for line, record in zip(lines(caplog), caplog.records, strict=False))  # fmt: skip


def test_a_redirect_is_not_followed_even_to_a_good_answer(
    client: Client, provider: Provider, caplog
) -> None:
    where = "/.well-known/openid-configuration"
    _status, kind, document = provider.answer("GET", where, {}, "")
    provider.answers["/moved"] = (200, kind, document)
    provider.answers[where] = (302, "text/html", f"{provider.url}/moved")
    assert title(client.post(START)) == SILENT
    assert "GET /moved" not in provider.asked
    assert "redirects elsewhere" in lines(caplog)[0]


def test_nobody_there(client: Client, provider: Provider, settings, caplog) -> None:
    settings.NATIONAL_SIGN_ON_URL = "http://127.0.0.1:1"
    response = client.post(START)
    assert (response.status_code, title(response)) == (503, SILENT)
    assert lines(caplog) == ["sign-on: the national portal does not answer: ConnectionError"]


def test_another_issuer_in_the_discovery_document(
    client: Client, provider: Provider, caplog
) -> None:
    provider.document = {"issuer": "https://evil.example"}
    assert title(client.post(START)) == UNTRUSTED
    assert lines(caplog) == ["sign-on: the discovery document names another issuer"]


@pytest.mark.parametrize("missing", ["token_endpoint", "jwks_uri", "userinfo_endpoint"])
def test_a_discovery_document_with_holes(client: Client, provider: Provider, missing: str) -> None:
    provider.document = {missing: None}
    assert title(client.post(START)) == SILENT


def test_plain_http_is_for_the_demo_alone(client: Client, provider: Provider, settings) -> None:
    settings.DEMO_MODE = False
    response = client.post(START)
    assert (response.status_code, title(response)) == (503, SILENT)
    assert provider.asked == []


def test_a_slow_portal_is_given_up(client: Client, provider: Provider, monkeypatch, caplog) -> None:
    there = client.post(START)
    monkeypatch.setattr(http, "READ_SECONDS", 0.3)
    provider.slow_seconds["/token"] = 3600
    response = client.get(provider.sign_in(there.url, HOA))
    assert title(response) == SILENT
    assert lines(caplog) == ["sign-on: the national portal does not answer: ReadTimeout"]


@pytest.mark.django_db(transaction=True)
def test_only_so_many_threads_wait(client: Client, provider: Provider, monkeypatch) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 60)
    provider.slow_seconds["/token"] = 3600
    refused: list[int] = []

    def come_back(browser: Client, back: str) -> int:
        """Whoever is not let in says so at once; then the others are answered."""
        status = browser.get(back).status_code
        if status == 503:
            refused.append(status)
            if len(refused) == 2:
                provider.hurry()
        return status

    clients = [Client() for _ in range(http.AT_ONCE + 2)]
    backs = [provider.sign_in(each.post(START).url, HOA) for each in clients]

    answers = at_once(
        *[
            lambda each=each, back=back: come_back(each, back)
            for each, back in zip(clients, backs, strict=True)
        ]
    )

    assert sorted(answers) == [302] * http.AT_ONCE + [503, 503]


def test_the_words_of_an_untrusted_answer_tell_nothing() -> None:
    assert "token" not in untrusted().text
