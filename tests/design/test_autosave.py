"""Autosave in a real browser: what is typed is saved, or kept, and people see which."""

import re

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, expect

from tests.design.conftest import Reply, Site

pytestmark = pytest.mark.browser


def show_form(site: Site, version: int = 1, name: str = "") -> None:
    status = render_to_string("components/autosave_status.html", {})
    site.show(
        f"""<form method="post" action="/submit/" data-autosave-url="/save/">
        <input type="hidden" name="csrfmiddlewaretoken" value="token-of-the-page">
        <input type="hidden" name="version" value="{version}">
        <div data-field="name"><label for="n">Tên</label><input id="n" name="name" value="{name}">
          <div data-field-error></div></div>
        <label for="p">Điện thoại</label><input id="p" name="phone">
        <label><input type="checkbox" name="ways" value="email" checked> Thư</label>
        {status}<button>Tiếp tục</button></form>""",
        "autosave",
        "once",
    )


def test_saves_only_what_changed_and_says_when(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply.saved(2)
    tab.goto(site.url)

    tab.fill("#n", "Trà")

    expect(tab.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 14:03")
    assert site.posts == [
        (
            "/save/",
            {
                "name": ["Trà"],
                "changed": ["name"],
                "version": ["1"],
                "csrfmiddlewaretoken": ["token-of-the-page"],
            },
        )
    ]
    assert tab.input_value("[name=version]") == "2"
    assert tab.evaluate("Object.keys(localStorage)") == []


def test_an_emptied_box_is_sent_as_empty(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply.saved(2)
    tab.goto(site.url)

    tab.uncheck("[name=ways]")

    expect(tab.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 14:03")
    assert site.posts[0][1]["ways"] == [""]
    assert site.posts[0][1]["changed"] == ["ways"]


def test_an_error_stands_beside_its_field_after_leaving_it(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply.saved(2, name="Hãy nhập đủ họ và tên.")
    tab.goto(site.url)

    tab.fill("#n", "T")
    tab.focus("#p")

    expect(tab.locator("[data-field-error]")).to_have_text("Hãy nhập đủ họ và tên.")
    expect(tab.locator("#n")).to_have_attribute("aria-invalid", "true")


def test_a_failure_alarms_keeps_the_text_and_is_mended_by_itself(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply(status=500, body="<h1>500</h1>", content_type="text/html")
    tab.goto(site.url)
    tab.fill("#n", "Trà")
    expect(tab.locator("[data-autosave-status]")).to_have_class(re.compile("autosave--failed"))
    expect(tab.locator("[data-autosave-status]")).to_contain_text("Chưa lưu được")
    assert "Trà" in tab.evaluate("localStorage.getItem('autosave:/save/')")

    site.reply = Reply.saved(2)
    tab.evaluate("window.dispatchEvent(new Event('online'))")

    expect(tab.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 14:03")
    assert tab.evaluate("Object.keys(localStorage)") == []


def test_what_could_not_be_saved_is_back_after_a_restart(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply(status=503, body="", content_type="text/html")
    tab.goto(site.url)
    tab.fill("#n", "Nguyễn Thị Trà")
    expect(tab.locator("[data-autosave-status]")).to_contain_text("Chưa lưu được")

    site.reply = Reply.saved(2)
    tab.once("dialog", lambda dialog: dialog.accept())
    tab.goto(f"{site.url}/?again")

    expect(tab.locator("#n")).to_have_value("Nguyễn Thị Trà")
    expect(tab.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 14:03")
    assert site.posts[-1][1]["name"] == ["Nguyễn Thị Trà"]


def test_a_copy_of_an_older_version_does_not_come_back(site: Site, tab: Page) -> None:
    show_form(site, version=5, name="Mới")
    tab.goto(site.url)
    tab.evaluate(
        """localStorage.setItem('autosave:/save/', JSON.stringify(
        {at: Date.now(), version: '4', names: ['name'], pairs: [['name', 'Cũ']]}))"""
    )
    tab.reload()

    expect(tab.locator("#n")).to_have_value("Mới")
    assert tab.evaluate("Object.keys(localStorage)") == []


@pytest.mark.parametrize("status", [401, 403])
def test_an_expired_session_offers_sign_in_in_another_window(
    site: Site, tab: Page, status: int
) -> None:
    show_form(site)
    site.reply = Reply(status=status, body='{"error": "signed out"}')
    tab.goto(site.url)

    tab.fill("#n", "Trà")

    link = tab.locator("[data-autosave-status] a")
    expect(link).to_have_attribute("href", "/accounts/login/")
    expect(link).to_have_attribute("target", "_blank")
    expect(tab.locator("#n")).to_have_value("Trà")


def test_the_token_of_a_new_sign_in_is_used(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply.saved(2)
    tab.goto(site.url)
    tab.evaluate("document.cookie = 'csrftoken=token-of-the-cookie'")

    tab.fill("#n", "Trà")

    expect(tab.locator("[data-autosave-status]")).to_have_text("Đã lưu lúc 14:03")
    assert site.posts[0][1]["csrfmiddlewaretoken"] == ["token-of-the-cookie"]


def test_a_stale_page_stops_saving_and_says_so(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply(status=409)
    tab.goto(site.url)

    tab.fill("#n", "Trà")
    expect(tab.locator("[data-autosave-status]")).to_contain_text("đã được sửa ở nơi khác")
    tab.fill("#n", "Trà ơi")
    tab.wait_for_timeout(1000)

    assert len(site.posts) == 1


def test_a_double_click_submits_once(site: Site, tab: Page) -> None:
    show_form(site)
    site.reply = Reply(body="<p>Xong</p>", content_type="text/html")
    tab.goto(site.url)

    tab.dblclick("button")

    expect(tab.locator("p")).to_have_text("Xong")
    assert [path for path, _ in site.posts] == ["/submit/"]
