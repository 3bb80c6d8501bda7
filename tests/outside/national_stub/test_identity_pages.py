"""Signing in and out at the stub, and what the signed-in person sees."""

from collections.abc import Callable

import pytest
import requests

from tests.outside.national_stub.conftest import Send, message
from tests.outside.national_stub.person_session import HOA, LAN, TRA, PersonSession
from tests.portal.national.stub_process import NationalStub

pytestmark = pytest.mark.processes


@pytest.fixture
def person(stub: NationalStub) -> PersonSession:
    return PersonSession(stub.url)


@pytest.mark.parametrize("identifier", [LAN, "049 185 012 345", "Lan@MotCua.example"])
def test_number_or_address_and_password_sign_in(identifier: str, person: PersonSession) -> None:
    answer = person.sign_in(identifier)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/me/")
    assert "Trần Thị Ngọc Lan" in person.get(person.base + "/me/", timeout=60).text


@pytest.mark.parametrize(
    ("identifier", "password", "said"),
    [
        ("", "", "Nhập số định danh cá nhân hoặc địa chỉ thư điện tử."),
        (TRA, "", "Nhập mật khẩu."),
        ("04919000474", "motcua-demo", "Số định danh cá nhân có 12 chữ số."),
        (TRA, "Motcua-demo", "mật khẩu không khớp"),
        ("049190009999", "motcua-demo", "mật khẩu không khớp"),
        ("khong@co.example", "motcua-demo", "mật khẩu không khớp"),
    ],
)
def test_a_mistake_is_explained_and_nothing_typed_is_lost(
    identifier: str, password: str, said: str, person: PersonSession
) -> None:
    answer = person.sign_in(identifier, password)
    assert answer.status_code == 422
    assert said in answer.text
    assert f'value="{identifier}"' in answer.text
    assert "national_sessionid" not in person.cookies


@pytest.mark.parametrize(
    "elsewhere", ["http://ke-xau.example/", "//ke-xau.example/", "javascript:"]
)
def test_nobody_is_led_elsewhere_after_signing_in(elsewhere: str, person: PersonSession) -> None:
    page = person.get(person.base + "/identity/sign-in/", params={"next": elsewhere}, timeout=60)
    answer = person.send_form(page, identifier=TRA, password="motcua-demo")
    assert answer.headers["Location"] == "/me/"


def test_signing_out_is_a_button(person: PersonSession) -> None:
    person.sign_in(TRA)
    assert person.get(person.base + "/identity/sign-out/", timeout=60).status_code == 405
    page = person.get(person.base + "/me/", timeout=60)
    token = page.text.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    person.post(
        person.base + "/identity/sign-out/", data={"csrfmiddlewaretoken": token}, timeout=60
    )
    asked = person.get(person.base + "/me/", allow_redirects=False, timeout=60)
    assert asked.headers["Location"] == "/identity/sign-in/?next=/me/"


def test_the_cookies_do_not_meet_those_of_the_province(person: PersonSession) -> None:
    person.sign_in(TRA)
    assert set(person.cookies.keys()) == {"national_sessionid", "national_csrftoken"}


def test_machines_get_no_cookies_and_need_no_token(stub: NationalStub, send: Send) -> None:
    answer = send({"messages": []})
    assert (answer.status_code, dict(answer.cookies)) == (200, {})
    assert requests.post(stub.url + "/_faults", json={"fault": "clear"}, timeout=60).ok


def test_the_policy_lets_forms_lead_to_the_province_only(stub: NationalStub) -> None:
    headers = requests.get(stub.url + "/identity/sign-in/", timeout=60).headers
    assert headers["Content-Security-Policy"] == (
        "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'; "
        "form-action 'self' http://127.0.0.1:* http://localhost:8000"
    )


def test_everybody_sees_his_own_dossiers(
    stub: NationalStub, send: Send, new_code: Callable[[], str], person: PersonSession
) -> None:
    hers, his = new_code(), new_code()
    for code, number in ((hers, TRA), (his, HOA)):
        owner = {"LoaiDinhDanh": "1", "SoDinhDanh": number}
        assert send(message(code, 1, DinhDanhCHS=owner)).status_code == 201
    person.sign_in(TRA)
    page = person.get(person.base + "/me/", timeout=60).text
    assert f'href="/dossiers/{hers}/"' in page
    assert his not in page
    public = requests.get(f"{stub.url}/dossiers/{hers}/", timeout=60).text
    assert TRA not in public
    assert "tra@motcua.example" not in public


@pytest.mark.parametrize("owner", [None, "049190004747", ["1"], {"SoDinhDanh": 49190004747}])
def test_an_odd_owner_is_taken_in_and_is_nobody_s(
    owner: object, send: Send, new_code: Callable[[], str], person: PersonSession
) -> None:
    code = new_code()
    assert send(message(code, 1, DinhDanhCHS=owner)).status_code == 201
    person.sign_in(TRA)
    assert code not in person.get(person.base + "/me/", timeout=60).text
