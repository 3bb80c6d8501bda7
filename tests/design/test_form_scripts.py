"""Conditions, repeated groups, uploads and shortcuts in a real browser."""

import json
from html import escape

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Page, Route, expect

from tests.design.conftest import Reply, Site
from tests.design.samples import FILE, slot

pytestmark = pytest.mark.browser


def condition(data: object) -> str:
    return escape(json.dumps(data))


@pytest.mark.parametrize(
    ("rule", "typed", "shown"),
    [
        ({"field": "x", "op": "eq", "value": "a"}, "a", True),
        ({"field": "x", "op": "eq", "value": 3}, "3", True),
        ({"field": "x", "op": "eq", "value": "a"}, "b", False),
        ({"field": "x", "op": "ne", "value": "a"}, "", True),
        ({"field": "x", "op": "in", "value": ["a", "b"]}, "b", True),
        ({"field": "x", "op": "filled"}, " ", False),
        ({"field": "x", "op": "empty"}, "", True),
        ({"field": "x", "op": "gt", "value": 1000000}, "1.500.000", True),
        ({"field": "x", "op": "lt", "value": 18}, "18", False),
        ({"not": {"field": "x", "op": "filled"}}, "a", False),
        ({"all": [{"field": "x", "op": "filled"}, {"field": "y", "op": "filled"}]}, "a", False),
        ({"any": [{"field": "x", "op": "filled"}, {"field": "y", "op": "filled"}]}, "a", True),
    ],
)
def test_conditions(site: Site, tab: Page, rule: object, typed: str, shown: bool) -> None:
    site.show(
        f'<form><input id="x" name="x"><input name="y"><div data-show-if="{condition(rule)}">'
        '<input id="z" name="z" value="1"></div></form>',
        "show-if",
    )
    tab.goto(site.url)
    tab.fill("#x", typed)

    expect(tab.locator("#z")).to_be_visible(visible=shown)
    expect(tab.locator("#z")).to_be_enabled(enabled=shown)


def test_a_hidden_field_hides_what_hangs_on_it(site: Site, tab: Page) -> None:
    first = condition({"field": "x", "op": "eq", "value": "a"})
    second = condition({"field": "y", "op": "filled"})
    site.show(
        f'<form><input id="x" name="x" value="a"><div data-show-if="{first}"><input name="y" '
        f'value="1"></div><div id="last" data-show-if="{second}"><input name="z"></div></form>',
        "show-if",
    )
    tab.goto(site.url)
    expect(tab.locator("#last")).to_be_visible()
    tab.fill("#x", "b")
    expect(tab.locator("#last")).to_be_hidden()


def row(number: str, value: str = "") -> str:
    return f"""<fieldset data-repeat-item data-prefix="children.{number}">
    <legend>Con thứ <span data-repeat-number>{number}</span></legend>
    <label for="id_children.{number}.name">Tên</label>
    <input id="id_children.{number}.name" name="children.{number}.name" value="{value}">
    <button name="remove__children__{number}" data-repeat-remove>Gỡ</button></fieldset>"""


def test_rows_are_added_removed_and_numbered(site: Site, tab: Page) -> None:
    site.show(
        f"""<form><div data-repeat="children" data-max-items="3">{row("0", "An")}{row("1", "Bình")}
        <button name="add__children" data-repeat-add>Thêm</button>
        <template data-repeat-template>{row("__i__")}</template></div></form>""",
        "repeat",
    )
    tab.goto(site.url)

    tab.click("[data-repeat-add]")
    expect(tab.locator("[name='children.2.name']")).to_be_focused()
    expect(tab.locator("[data-repeat-add]")).to_be_hidden()
    tab.fill("[name='children.2.name']", "Chi")
    tab.click("[name=remove__children__0]")

    assert tab.evaluate("[...new FormData(document.forms[0])]") == [
        ["children.0.name", "Bình"],
        ["children.1.name", "Chi"],
    ]
    assert tab.locator("[data-repeat-number]").all_inner_texts() == ["1", "2"]
    expect(tab.locator("[name=remove__children__1]")).to_have_count(1)
    expect(tab.get_by_label("Tên").nth(1)).to_have_value("Chi")


def show_slot(site: Site, **changes: object) -> None:
    site.show(render_to_string("components/upload_slot.html", {"slot": slot(**changes)}), "upload")


PICTURE = {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8 not small"}


def test_a_file_goes_off_when_chosen_and_the_slot_comes_back(site: Site, tab: Page) -> None:
    show_slot(site)
    done = render_to_string("components/upload_slot.html", {"slot": slot(files=[FILE])})
    site.reply = Reply(body=done, content_type="text/html")
    tab.goto(site.url)

    tab.set_input_files("input[type=file]", PICTURE)

    expect(tab.get_by_role("link", name="can-cuoc-mat-truoc.jpg", exact=True)).to_be_visible()
    expect(tab.locator("#slot-1")).to_be_focused()
    assert [path for path, _ in site.posts] == ["/me/drafts/1/slots/1/"]
    assert b'name="file"; filename="anh.jpg"' in site.raw[0]
    assert b"\xff\xd8 not small" in site.raw[0]


def test_a_file_chosen_before_the_script_has_come_goes_off_too(site: Site, tab: Page) -> None:
    show_slot(site)
    done = render_to_string("components/upload_slot.html", {"slot": slot(files=[FILE])})
    site.reply = Reply(body=done, content_type="text/html")
    held: list[Route] = []
    tab.route("**/upload.js", lambda route: held.append(route))
    with tab.expect_request("**/upload.js"):
        tab.goto(site.url, wait_until="commit")

    tab.set_input_files("input[type=file]", PICTURE)
    assert site.posts == []
    held[0].continue_()

    expect(tab.get_by_role("link", name="can-cuoc-mat-truoc.jpg", exact=True)).to_be_visible()
    assert [path for path, _ in site.posts] == ["/me/drafts/1/slots/1/"]


def test_a_refusal_stands_in_the_slot(site: Site, tab: Page) -> None:
    show_slot(site)
    refused = render_to_string("components/upload_slot.html", {"slot": slot(error="Không phải.")})
    site.reply = Reply(status=422, body=refused, content_type="text/html")
    tab.goto(site.url)
    tab.set_input_files("input[type=file]", PICTURE)
    expect(tab.locator("[data-upload-error]")).to_have_text("Không phải.")


def test_a_refusal_as_json_stands_in_the_slot(site: Site, tab: Page) -> None:
    show_slot(site)
    site.reply = Reply(status=413, body='{"error": "Quá lớn."}')
    tab.goto(site.url)
    tab.set_input_files("input[type=file]", PICTURE)
    expect(tab.locator("[data-upload-error]")).to_have_text("Quá lớn.")


def test_a_file_too_big_is_not_sent(site: Site, tab: Page) -> None:
    show_slot(site, max_bytes=4)
    tab.goto(site.url)
    tab.set_input_files("input[type=file]", PICTURE)
    expect(tab.locator("[data-upload-error]")).to_contain_text("Tệp anh.jpg nặng")
    assert site.posts == []


def test_a_broken_server_is_named(site: Site, tab: Page) -> None:
    show_slot(site)
    site.reply = Reply(status=500, body="<h1>500</h1>", content_type="text/html")
    tab.goto(site.url)
    tab.set_input_files("input[type=file]", PICTURE)
    expect(tab.locator("[data-upload-error]")).to_contain_text("Chưa nhận được tệp")
    expect(tab.locator("[data-upload-progress]")).to_be_hidden()


def test_keys_move_through_rows_and_can_be_switched_off(site: Site, tab: Page) -> None:
    rows = "".join(f'<tr><td><a href="#{n}" id="a{n}">{n}</a></td></tr>' for n in range(3))
    site.show(
        f"""<table><tbody data-shortcut-rows>{rows}</tbody></table>
        <label for="s">Tìm</label>
        <input id="s" type="search" data-shortcut="/" data-shortcut-label="Tìm">"""
        + render_to_string("components/shortcuts_help.html", {}),
        "shortcuts",
    )
    tab.goto(site.url)

    tab.keyboard.press("j")
    tab.keyboard.press("j")
    expect(tab.locator("#a1")).to_be_focused()
    tab.keyboard.press("k")
    expect(tab.locator("#a0")).to_be_focused()
    tab.keyboard.press("/")
    expect(tab.locator("#s")).to_be_focused()
    tab.keyboard.type("j/?")
    expect(tab.locator("#s")).to_have_value("j/?")

    tab.click("[data-shortcuts-open]")
    expect(tab.locator("dialog")).to_contain_text("Dòng kế tiếp")
    tab.uncheck("[data-shortcuts-toggle]")
    tab.get_by_role("button", name="Đóng").click()
    tab.keyboard.press("j")
    expect(tab.locator("#a0")).not_to_be_focused()
