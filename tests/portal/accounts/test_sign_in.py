"""Signing in, the second factor of staff, and where people land."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core import mail
from django.core.cache import cache
from django.test import Client

from portal.accounts.models import AccountLetter
from portal.shared import clock
from tests.world import PASSWORD, Person

LOGIN = "/accounts/login/"
SECOND = "/accounts/2fa/authenticate/"
SET_UP = "/accounts/2fa/totp/activate/"
WRONG = (
    "Thư điện tử, số điện thoại hoặc mật khẩu không đúng. Hãy kiểm tra rồi nhập lại; nếu quên mật "
    "khẩu, chọn “Quên mật khẩu”."
)


def give_app(person: Person) -> str:
    """An authenticator app; returns its secret."""
    secret = generate_totp_secret()
    TOTP.activate(person.user, secret)
    return secret


def code_now(secret: str) -> str:
    counters = list(yield_hotp_counters_from_time())
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def sign_in(client: Client, login: str, password: str = PASSWORD, query: str = ""):
    return client.post(f"{LOGIN}{query}", {"login": login, "password": password})


@pytest.mark.parametrize(
    "login", ["tra@motcua.example", "TRA@motcua.example", "0905 123 456", "+84905123456"]
)
def test_citizen_signs_in_by_email_or_phone(client: Client, tra: Person, login: str) -> None:
    response = sign_in(client, login)
    assert (response.status_code, response.url) == (302, "/me/")
    assert client.session["_auth_user_id"] == str(tra.user.pk)


@pytest.mark.parametrize("login", ["tra@motcua.example", "0905123456", "khong-ai", "x@y.vn"])
def test_wrong_sign_in_says_the_same_to_everyone(client: Client, tra: Person, login: str) -> None:
    response = sign_in(client, login, "sai-mat-khau")
    assert response.context["form"].non_field_errors() == [WRONG]
    assert "_auth_user_id" not in client.session
    assert f'value="{login}"' in response.content.decode()


def test_five_wrong_passwords_lock_that_account_only(
    client: Client, tra: Person, lan: Person, settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key"}
    cache.clear()
    for _ in range(5):
        sign_in(client, "0905123456", "sai")
    response = sign_in(client, "0905 123 456")
    assert response.context["form"].non_field_errors() == [
        "Bạn đã thử quá nhiều lần. Hãy đợi 5 phút rồi thử lại, hoặc lấy lại mật khẩu."
    ]
    assert sign_in(client, "0914654321").status_code == 302


def test_behind_a_proxy_one_who_tries_locks_out_nobody_else(tra: Person, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/ip", "login": "8/5m/ip"}
    settings.CLIENT_ADDRESS_HEADER = "X-Real-IP"
    cache.clear()
    for number in range(9):
        last = _from("203.0.113.9", f"ai-do-{number}@motcua.example", "sai")
    assert last.status_code == 429
    assert _from("203.0.113.10", "tra@motcua.example", PASSWORD).status_code == 302


def _from(address: str, login: str, password: str) -> Any:
    typed = {"login": login, "password": password}
    return Client(headers={"X-Real-IP": address}).post("/accounts/login/", typed)


def test_inactive_account_does_not_sign_in(client: Client, tra: Person) -> None:
    tra.user.is_active = False
    tra.user.save()
    assert sign_in(client, "tra@motcua.example").url == "/accounts/inactive/"
    assert "_auth_user_id" not in client.session


def test_next_is_followed_inside_the_portal_only(client: Client, tra: Person) -> None:
    assert sign_in(client, "tra@motcua.example", query="?next=/me/profile/").url == "/me/profile/"
    client.logout()
    assert sign_in(client, "tra@motcua.example", query="?next=https://evil.example/").url == "/me/"
    client.logout()
    assert sign_in(client, "tra@motcua.example", query="?next=//evil.example/").url == "/me/"


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("clerk", "/counter/"),
        ("officer", "/desk/"),
        ("leader", "/desk/"),
        ("admin", "/manage/"),
        ("auditor", "/reports/"),
        ("clerk_tamtien", "/counter/"),
    ],
)
def test_staff_land_where_they_work(
    client: Client, request: pytest.FixtureRequest, who: str, page: str
) -> None:
    person: Person = request.getfixturevalue(who)
    secret = give_app(person)
    assert sign_in(client, person.user.email).url == SECOND
    assert "_auth_user_id" not in client.session, "the password alone does not sign staff in"
    assert client.post(SECOND, {"code": code_now(secret)}).url == page


def test_staff_without_app_are_led_to_set_one_up(client: Client, clerk: Person) -> None:
    assert sign_in(client, "clerk@motcua.example").url == SET_UP
    assert client.get("/manage/").status_code == 403
    page = client.get(SET_UP)
    secret = page.context["form"].secret
    assert client.post(SET_UP, {"code": "000000"}).status_code == 200
    assert client.post(SET_UP, {"code": code_now(secret)}).url == "/accounts/2fa/recovery-codes/"
    codes = client.get("/accounts/2fa/recovery-codes/")
    assert codes.context["landing_page"] == "/counter/"
    stored = Authenticator.objects.get(user=clerk.user, type="totp").data["secret"]
    assert secret not in stored, "the secret is encrypted at rest"


def test_staff_area_leads_to_the_set_up_and_never_in(client: Client, admin: Person) -> None:
    client.force_login(admin.user)
    response = client.get("/manage/?q=tra")
    assert response.url == f"{SET_UP}?next=/manage/%3Fq%3Dtra"
    give_app(admin)
    response = client.get("/manage/")
    assert response.url == "/accounts/2fa/reauthenticate/?next=/manage/"


def test_the_code_of_the_session_opens_the_staff_area(client: Client, admin: Person) -> None:
    client.force_login(admin.user)
    secret = give_app(admin)
    response = client.post(
        "/accounts/2fa/reauthenticate/?next=/manage/", {"code": code_now(secret)}
    )
    assert response.url == "/manage/"
    assert client.get("/manage/", follow=True).status_code == 200


def test_demo_code_works_in_demo_mode(client: Client, admin: Person) -> None:
    give_app(admin)
    sign_in(client, "admin@motcua.example")
    assert "nhập mã 123456" in client.get(SECOND).content.decode()
    assert client.post(SECOND, {"code": "123 456"}).url == "/manage/"


def test_demo_code_is_refused_outside_demo_mode(client: Client, admin: Person, settings) -> None:
    settings.DEMO_MODE = False
    give_app(admin)
    sign_in(client, "admin@motcua.example")
    assert "123456" not in client.get(SECOND).content.decode()
    response = client.post(SECOND, {"code": "123456"})
    assert response.context["form"].errors["code"] == [
        "Mã không đúng hoặc đã hết hạn. Hãy đợi ứng dụng hiện mã mới rồi nhập lại."
    ]
    assert "_auth_user_id" not in client.session


def test_no_code_is_no_demo_code(client: Client, admin: Person, settings) -> None:
    settings.DEMO_MFA_CODE = ""
    give_app(admin)
    sign_in(client, "admin@motcua.example")
    assert client.post(SECOND, {"code": ""}).status_code == 200
    assert "_auth_user_id" not in client.session


def test_forgotten_password(client: Client, tra: Person, run_jobs) -> None:
    response = client.post("/accounts/password/reset/", {"email": "tra@motcua.example"})
    assert response.url == "/accounts/password/reset/done/"
    assert mail.outbox == []
    run_jobs()
    link = next(word for word in mail.outbox[0].body.split() if "/reset/key/" in word)
    form_page = client.get(link.replace("http://testserver", "")).url
    new = {"password1": "mat-khau-moi-2", "password2": "mat-khau-moi-2"}
    assert client.post(form_page, new).url == "/accounts/password/reset/key/done/"
    assert sign_in(client, "tra@motcua.example").status_code == 200
    assert sign_in(client, "tra@motcua.example", "mat-khau-moi-2").url == "/me/"


def test_forgotten_password_of_nobody_says_the_same(client: Client, db: None, run_jobs) -> None:
    response = client.post("/accounts/password/reset/", {"email": "khong-ai@motcua.example"})
    assert response.url == "/accounts/password/reset/done/"
    run_jobs()
    assert mail.outbox[0].subject == "Một Cửa: chưa có tài khoản"


def test_a_letter_is_sent_once(client: Client, tra: Person, run_jobs) -> None:
    client.post("/accounts/password/reset/", {"email": "tra@motcua.example"})
    letter = AccountLetter.objects.get()
    letter.sent_at = clock.now()
    letter.save()
    run_jobs()
    assert mail.outbox == []


def test_sign_out_asks_first_and_posts(client_as, tra: Person) -> None:
    client = client_as(tra)
    assert client.get("/accounts/logout/").status_code == 200
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
