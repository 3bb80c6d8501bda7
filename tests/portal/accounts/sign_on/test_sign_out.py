"""Signing out on both sides."""

from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.test import Client

from tests.portal.accounts.sign_on.provider import CLIENT, TRA
from tests.world import PASSWORD, Person

LOGOUT = "/accounts/logout/"


@pytest.fixture
def signed_on(client: Client, client_as, sign_on, tra: Person) -> Client:
    """Trà, linked, in a session that came from the national portal."""
    sign_on(client_as(tra), TRA)
    assert sign_on(client, TRA).url == "/me/"
    return client


def test_goes_on_to_the_sign_out_of_the_national_portal(signed_on: Client, provider) -> None:
    assert "được đưa sang đó để đăng xuất cả ở đó" in signed_on.get(LOGOUT).content.decode()
    response = signed_on.post(LOGOUT)
    there = urlsplit(response.url)
    assert f"{there.scheme}://{there.netloc}{there.path}" == f"{provider.url}/logout"
    query = parse_qs(there.query)
    assert query["client_id"] == [CLIENT]
    assert query["post_logout_redirect_uri"] == ["http://testserver/accounts/national/signed-out/"]
    hint = jwt.decode(query["id_token_hint"][0], options={"verify_signature": False})
    assert (hint["iss"], hint["sub"]) == (provider.url, TRA["sub"])
    assert "_auth_user_id" not in signed_on.session, "out here before anything else"
    page = signed_on.get("/accounts/national/signed-out/").content.decode()
    assert "Bạn đã đăng xuất" in page


def test_a_session_by_password_ends_here_alone(client: Client, client_as, sign_on, tra) -> None:
    sign_on(client_as(tra), TRA)
    client.post("/accounts/login/", {"login": "tra@motcua.example", "password": PASSWORD})
    assert "Cổng Dịch vụ công quốc gia" not in client.get(LOGOUT).content.decode()
    assert client.post(LOGOUT).url == "/"


@pytest.mark.parametrize("how", ["down", "html", "no page", "odd page"])
def test_a_silent_national_portal_keeps_nobody_signed_in(
    signed_on: Client, provider, settings, caplog, how: str
) -> None:
    if how == "down":
        settings.NATIONAL_SIGN_ON_URL = "http://127.0.0.1:1"
    elif how == "html":
        provider.answers["/.well-known/openid-configuration"] = (200, "text/html", "<html>")
    else:
        page = {"no page": None, "odd page": "javascript:alert(1)"}[how]
        provider.document = {"end_session_endpoint": page}
    response = signed_on.post(LOGOUT, follow=True)
    assert response.redirect_chain == [("/", 302)]
    assert "_auth_user_id" not in signed_on.session
    assert "Cổng quốc gia đang không trả lời, nên có thể bạn vẫn còn" in response.content.decode()
    lines = [r.getMessage() for r in caplog.records if r.name == "portal.sign_on"]
    assert len(lines) == 1


def test_no_other_persons_token_goes_there(signed_on: Client, lan: Person) -> None:
    session = signed_on.session
    session["_auth_user_id"] = str(lan.user.pk)
    session["_auth_user_hash"] = lan.user.get_session_auth_hash()
    session.save()
    assert signed_on.post(LOGOUT).url == "/"


def test_a_get_signs_nobody_out(signed_on: Client) -> None:
    signed_on.get(LOGOUT)
    assert "_auth_user_id" in signed_on.session
    assert signed_on.get("/accounts/national/signed-out/").url == "/"
