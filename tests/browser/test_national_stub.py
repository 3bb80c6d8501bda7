"""The pages of the national stub in a browser: accessible, narrow enough, and the way back to the
province is not stopped by its own content security policy."""

import os
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import AXE, NARROWEST, RULES, WIDTHS
from tests.local_server import serving
from tests.portal.national.delivery_process import database_url
from tests.portal.national.stub_process import NationalStub, drop_database

CALLBACK = "/accounts/oidc/national/login/callback/"
TRA, PASSWORD = "049190004747", "motcua-demo"


@pytest.fixture(scope="module")
def stub(database_server: None) -> Iterator[NationalStub]:
    url = database_url(f"test_national_browser_{os.getpid()}")
    running = NationalStub(url)
    running.start()
    yield running
    running.stop()
    drop_database(url)


@pytest.fixture(scope="module")
def province() -> Iterator[str]:
    """Another origin, to which people are sent back."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Province</title>")

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with serving(Handler) as server:
        yield server.url


def authorize(stub: NationalStub, province: str) -> str:
    asked = {
        "response_type": "code",
        "client_id": "motcua-sign-on",
        "redirect_uri": province + CALLBACK,
        "scope": "openid profile identity",
        "state": "s1",
    }
    return f"{stub.url}/identity/o/authorize?{urlencode(asked)}"


def sign_in(page: Page) -> None:
    page.get_by_label("Số định danh cá nhân hoặc thư điện tử").fill(TRA)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


@pytest.mark.parametrize("button", ["Đồng ý và tiếp tục", "Không đồng ý"])
def test_the_browser_is_sent_back_to_the_province(
    button: str, page: Page, stub: NationalStub, province: str
) -> None:
    page.goto(authorize(stub, province))
    sign_in(page)
    page.get_by_role("button", name=button).click()
    expect(page).to_have_title("Province")
    query = parse_qs(urlsplit(page.url).query)
    assert page.url.startswith(province + CALLBACK)
    assert query["state"] == ["s1"]
    assert set(query) == {"state", "code" if button.startswith("Đồng ý") else "error"}


def test_the_pages_are_accessible_and_fit(page: Page, stub: NationalStub, province: str) -> None:
    wrong: list[str] = []
    page.goto(authorize(stub, province))
    wrong += problems(page, "sign-in")
    page.get_by_role("button", name="Đăng nhập").click()
    expect(page.get_by_role("alert")).to_contain_text("Nhập mật khẩu.")
    wrong += problems(page, "sign-in with errors")
    sign_in(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Đăng nhập vào")
    wrong += problems(page, "consent")
    filed = {"procedure": "2.000488", "identity_number": TRA, "answers": {}}
    page.request.post(stub.url + "/_file", data=filed)
    for address in ("/me/", "/identity/o/logout", "/identity/o/authorize?client_id=x", "/"):
        page.goto(stub.url + address)
        wrong += problems(page, address)
    page.goto(stub.url + "/me/")
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bạn đã đăng xuất")
    wrong += problems(page, "signed out")
    assert not wrong, "\n".join(wrong)


def problems(page: Page, name: str) -> list[str]:
    """What axe finds, and what makes the page wider than a narrow phone."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in AXE.run(page, options=RULES).response["violations"]:
            found.append(
                f"{name} at {width} px: {violation['id']}: {violation['nodes'][0]['html']}"
            )
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    if page.evaluate("document.documentElement.scrollWidth") > NARROWEST:
        found.append(f"{name} is wider than {NARROWEST} px")
    return found
