"""Every page of the table of addresses, as each role that may see it: axe on a phone and a desk.

The list comes from tests/architecture/url_roles, so that a new page cannot be forgotten.
"""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route

from tests.architecture.url_roles.table import TABLE, Row
from tests.architecture.url_roles.world import People, Places, address, client_of
from tests.browser.conftest import show_session

WIDTHS = (1280, 360)
NARROWEST = 320
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
AXE = Axe()


def pages_of(role: str, seen_by: str = "") -> list[Row]:
    """The pages that this role may see, without those that `seen_by` has seen already."""
    return [
        row
        for row in TABLE
        if row.is_page and row.get[role] == 200 and not (seen_by and row.get[seen_by] == 200)
    ]


@pytest.mark.parametrize(
    ("role", "seen_by"),
    [
        ("anonymous", ""), ("owner", "anonymous"), ("clerk", "owner"), ("officer", "owner"),
        ("leader", "officer"), ("admin", "owner"), ("auditor", "admin"),
    ],
)  # fmt: skip
def test_every_page_is_accessible_and_fits(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    places: Places,
    people: People,
    role: str,
    seen_by: str,
) -> None:
    context = browser.new_context(**browser_context_args)
    show_session(context, client_of(role, people), base_url)
    context.route(_is_page, _without_refresh)
    page = context.new_page()
    wrong: list[str] = []
    for row in pages_of(role, seen_by):
        answer = page.goto(address(row, places), wait_until="load")
        assert answer is not None
        assert answer.status == 200, row.name
        wrong += [f"{row.name} {problem}" for problem in _problems(page)]
    context.close()
    assert not wrong, "\n".join(wrong)


def _is_page(address: str) -> bool:
    return address.startswith("http") and "/static/" not in address


def _without_refresh(route: Route) -> None:
    """A page that looks again by itself would start over beneath axe."""
    answer = route.fetch(max_redirects=0)
    headers = {name: value for name, value in answer.headers.items() if name != "refresh"}
    route.fulfill(response=answer, headers=headers)


def _problems(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in AXE.run(page, options=RULES).response["violations"]:
            nodes = " | ".join(node["html"][:160] for node in violation["nodes"][:3])
            found.append(f"at {width} px: {violation['id']}: {nodes}")
    page.set_viewport_size({"width": NARROWEST, "height": 900})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > NARROWEST:
        found.append(f"is {wide} px wide at {NARROWEST} px")
    return found


def test_a_bad_page_would_be_found(page: Page) -> None:
    page.set_content(
        '<html><body><input><img src="x"><div style="width:400px">x</div></body></html>'
    )

    found = " ".join(_problems(page))

    for rule in ("label", "image-alt", "html-has-lang", "is 4"):
        assert rule in found
