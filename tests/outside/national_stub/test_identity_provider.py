"""The stub as an OpenID Connect provider, over HTTP."""

import pytest
import requests

from tests.outside.national_stub.person_session import (
    CALLBACK,
    CLIENT,
    HOA,
    SIGNED_OUT,
    THU,
    TRA,
    PersonSession,
    SignOn,
)
from tests.portal.national.stub_process import NationalStub

pytestmark = pytest.mark.processes
OF_THE_TOKEN = {"aud", "iat", "exp", "jti", "iss", "nonce", "at_hash"}


@pytest.fixture
def person(stub: NationalStub) -> PersonSession:
    return PersonSession(stub.url)


@pytest.fixture
def tra(person: PersonSession) -> PersonSession:
    assert person.sign_in(TRA).status_code == 302
    return person


def code_of(sign_on: SignOn) -> str:
    return sign_on.answer(sign_on.authorize())["code"]


def test_the_discovery_says_where_everything_is(stub: NationalStub) -> None:
    said = requests.get(stub.url + "/.well-known/openid-configuration", timeout=60).json()
    assert said == {
        "issuer": stub.url,
        "authorization_endpoint": f"{stub.url}/identity/o/authorize",
        "token_endpoint": f"{stub.url}/identity/o/api/token",
        "userinfo_endpoint": f"{stub.url}/identity/o/api/userinfo",
        "end_session_endpoint": f"{stub.url}/identity/o/logout",
        "revocation_endpoint": f"{stub.url}/identity/o/api/revoke",
        "jwks_uri": f"{stub.url}/.well-known/jwks.json",
        "code_challenge_methods_supported": ["S256"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic", "client_secret_post", "none",
        ],
        "subject_types_supported": ["public"],
        "scopes_supported": ["openid", "profile", "identity", "sync"],
        "claims_supported": [
            "sub", "name", "birthdate", "identity_number", "assurance_level", "acr", "email",
            "phone_number",
        ],
        "acr_values_supported": ["1", "2"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "response_types_supported": ["code"],
    }  # fmt: skip


def test_the_issuer_is_the_address_that_was_asked(stub: NationalStub) -> None:
    elsewhere = stub.url.replace("127.0.0.1", "localhost")
    said = requests.get(elsewhere + "/.well-known/openid-configuration", timeout=60).json()
    assert said["issuer"] == elsewhere


def test_signing_on_passes_on_the_facts_that_the_page_named(person: PersonSession) -> None:
    sign_on = SignOn(person)
    to_sign_in = sign_on.authorize()
    assert to_sign_in.status_code == 302
    page = person.get(person.base + to_sign_in.headers["Location"], timeout=60)
    signed_in = person.send_form(page, identifier=TRA, password="motcua-demo")
    consent = person.get(person.base + signed_in.headers["Location"], timeout=60)
    for fact in (
        "<dt>Họ và tên</dt><dd>Nguyễn Thị Trà</dd>",
        "<dt>Ngày sinh</dt><dd>22/03/1990</dd>",
        f"<dt>Số định danh cá nhân</dt><dd>{TRA}</dd>",
        "<dt>Mức độ xác thực danh tính</dt><dd>Mức độ 2</dd>",
        "<dt>Thư điện tử</dt><dd>tra@motcua.example</dd>",
        "<dt>Số điện thoại</dt><dd>0905123456</dd>",
    ):
        assert fact in consent.text
    back = sign_on.answer(consent)
    assert back.keys() == {"code", "state"}
    assert back["state"] == sign_on.state

    tokens = sign_on.token(back["code"]).json()
    claims = sign_on.claims(tokens["id_token"])
    userinfo = requests.get(
        person.base + "/identity/o/api/userinfo",
        headers={"Authorization": f"Bearer {tokens['access_token']}"},
        timeout=60,
    ).json()
    facts = {name: value for name, value in claims.items() if name not in OF_THE_TOKEN}
    assert facts == userinfo
    assert claims["nonce"] == sign_on.nonce
    subject = facts.pop("sub")
    assert len(subject) == 36
    assert facts == {
        "acr": "2",
        "name": "Nguyễn Thị Trà",
        "birthdate": "1990-03-22",
        "identity_number": TRA,
        "assurance_level": "2",
        "email": "tra@motcua.example",
        "phone_number": "0905123456",
    }


def test_what_is_not_known_is_not_passed_on(person: PersonSession) -> None:
    person.sign_in(THU)
    sign_on = SignOn(person)
    claims = sign_on.claims(sign_on.token(code_of(sign_on)).json()["id_token"])
    assert claims.keys() - OF_THE_TOKEN == {
        "sub", "acr", "name", "birthdate", "identity_number", "assurance_level",
    }  # fmt: skip
    assert (claims["acr"], claims["assurance_level"], claims["name"]) == ("1", "1", "Đỗ Thị Thu")


def test_a_smaller_scope_passes_on_less(tra: PersonSession) -> None:
    sign_on = SignOn(tra, scope="openid profile")
    claims = sign_on.claims(sign_on.token(code_of(sign_on)).json()["id_token"])
    assert claims.keys() - OF_THE_TOKEN == {"sub", "acr", "name", "birthdate"}


def test_a_scope_of_others_is_refused(tra: PersonSession) -> None:
    answer = SignOn(tra, scope="openid sync").authorize()
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(CALLBACK + "?error=invalid_scope")


def test_who_does_not_agree_passes_on_nothing(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    assert sign_on.answer(sign_on.authorize(), action="cancel") == {
        "error": "access_denied",
        "state": sign_on.state,
    }


def test_consent_is_not_given_by_another_page(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    consent = sign_on.authorize()
    del tra.cookies["national_csrftoken"]
    answer = tra.send_form(consent, "/identity/o/authorize", action="grant")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "redirect_uri",
    [
        "http://127.0.0.1:8000/elsewhere/",
        "https://127.0.0.1:8000/accounts/oidc/national/login/callback/",
        "http://ke-xau.example/accounts/oidc/national/login/callback/",
        "http://localhost:9999/accounts/oidc/national/login/callback/",
    ],
)
def test_nobody_is_sent_to_an_address_that_is_not_registered(
    redirect_uri: str, tra: PersonSession
) -> None:
    answer = SignOn(tra, redirect_uri=redirect_uri).authorize()
    assert answer.status_code == 400
    assert "không chuyển thông tin nào của bạn đi" in answer.text


def test_the_port_of_this_machine_is_free(tra: PersonSession) -> None:
    sign_on = SignOn(tra, redirect_uri=CALLBACK.replace(":8000", ":45678"))
    assert sign_on.token(code_of(sign_on)).status_code == 200


def test_a_code_is_good_once(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    code = code_of(sign_on)
    assert sign_on.token(code).status_code == 200
    again = sign_on.token(code)
    assert (again.status_code, again.json()) == (400, {"error": "invalid_grant"})


@pytest.mark.parametrize("verifier", ["", "x" * 43])
def test_a_stolen_code_is_worth_nothing_without_its_verifier(
    verifier: str, tra: PersonSession
) -> None:
    sign_on = SignOn(tra)
    answer = sign_on.token(code_of(sign_on), code_verifier=verifier)
    assert answer.status_code == 400
    assert answer.json()["error"] in {"invalid_grant", "invalid_request"}
    assert "id_token" not in answer.json()


def test_a_wrong_secret_gets_no_token(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    answer = sign_on.token(code_of(sign_on), client=(CLIENT[0], "khac"))
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_without_a_token_there_is_no_userinfo(stub: NationalStub) -> None:
    address = stub.url + "/identity/o/api/userinfo"
    for headers in ({}, {"Authorization": "Bearer khac"}):
        answer = requests.get(address, headers=headers, timeout=60)
        assert answer.status_code == 401
        assert "identity_number" not in answer.text


def test_the_system_that_sends_states_gets_a_token_of_its_own(stub: NationalStub) -> None:
    def ask(client: tuple[str, str], scope: str) -> requests.Response:
        sent = {"grant_type": "client_credentials", "scope": scope}
        return requests.post(stub.url + "/identity/o/api/token", data=sent, auth=client, timeout=60)

    good = ask(("motcua-sync", "national-demo-sync-secret"), "sync")
    assert (good.status_code, good.json()["scope"]) == (200, "sync")
    assert ask(("motcua-sync", "khac"), "sync").json()["error"] == "invalid_client"
    assert ask(("motcua-sync", "national-demo-sync-secret"), "identity").status_code == 400
    assert ask(CLIENT, "sync").json()["error"] == "unauthorized_client"


def test_signing_out_at_the_province_signs_out_here(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    id_token = sign_on.token(code_of(sign_on)).json()["id_token"]
    asked = {"id_token_hint": id_token, "post_logout_redirect_uri": SIGNED_OUT, "state": "s1"}
    answer = tra.get(
        tra.base + "/identity/o/logout", params=asked, allow_redirects=False, timeout=60
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, SIGNED_OUT + "?state=s1")
    assert tra.get(tra.base + "/me/", allow_redirects=False, timeout=60).status_code == 302


def test_nobody_is_sent_elsewhere_after_signing_out(tra: PersonSession) -> None:
    sign_on = SignOn(tra)
    id_token = sign_on.token(code_of(sign_on)).json()["id_token"]
    asked = {"id_token_hint": id_token, "post_logout_redirect_uri": "http://127.0.0.1:8000/x/"}
    answer = tra.get(tra.base + "/identity/o/logout", params=asked, timeout=60)
    assert "Không tiếp tục được" in answer.text
    assert tra.get(tra.base + "/me/", allow_redirects=False, timeout=60).status_code == 200


@pytest.mark.parametrize(("action", "after"), [("stay", 200), ("logout", 302)])
def test_without_a_hint_the_person_is_asked(action: str, after: int, tra: PersonSession) -> None:
    page = tra.get(tra.base + "/identity/o/logout", timeout=60)
    assert "Đăng xuất khỏi Cổng Dịch vụ công quốc gia?" in page.text
    tra.send_form(page, "/identity/o/logout", action=action)
    assert tra.get(tra.base + "/me/", allow_redirects=False, timeout=60).status_code == after


def test_the_hint_of_another_person_does_not_sign_out(
    stub: NationalStub, tra: PersonSession
) -> None:
    hoa = PersonSession(stub.url)
    hoa.sign_in(HOA)
    sign_on = SignOn(hoa)
    asked = {"id_token_hint": sign_on.token(code_of(sign_on)).json()["id_token"]}
    page = tra.get(tra.base + "/identity/o/logout", params=asked, timeout=60)
    assert "Đăng xuất khỏi Cổng Dịch vụ công quốc gia?" in page.text
    assert tra.get(tra.base + "/me/", allow_redirects=False, timeout=60).status_code == 200


def test_a_new_sign_in_can_be_asked_for(tra: PersonSession) -> None:
    asked = SignOn(tra).authorize(prompt="login")
    assert asked.headers["Location"].startswith("/identity/sign-in/again/?next=")
    page = tra.get(tra.base + asked.headers["Location"], timeout=60)
    assert "Bạn đang đăng nhập với tên Nguyễn Thị Trà." in page.text
    back = tra.send_form(page, identifier=TRA, password="motcua-demo")
    assert back.headers["Location"].startswith("/identity/o/authorize?")
    assert "prompt" not in back.headers["Location"]


def test_key_subject_and_session_outlive_a_restart(stub: NationalStub, tra: PersonSession) -> None:
    first = SignOn(tra)
    before = first.claims(first.token(code_of(first)).json()["id_token"])
    keys = requests.get(stub.url + "/.well-known/jwks.json", timeout=60).json()
    stub.stop()
    stub.start()
    assert requests.get(stub.url + "/.well-known/jwks.json", timeout=60).json() == keys
    second = SignOn(tra)
    after = second.claims(second.token(code_of(second)).json()["id_token"])
    assert after["sub"] == before["sub"]
