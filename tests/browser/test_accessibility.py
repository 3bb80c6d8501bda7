"""Every page of the table of addresses, as each role that may see it: axe on a phone and a desk.

The list comes from tests/architecture/url_roles, so that a new page cannot be forgotten.
"""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.architecture.url_roles.table import TABLE, Row
from tests.architecture.url_roles.world import People, Places, address, client_of
from tests.browser.conftest import show_session
from tests.patience import PATIENCE_MS

WIDTHS = (1280, 360)
NARROWEST = 320
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
AXE = Axe()
VIOLATIONS = "rules => axe.run(document, rules).then(found => found.violations)"


def pages_of(role: str, seen_by: str = "") -> list[Row]:
    """The pages that this role may see, without those that `seen_by` has seen already."""
    return [
        row
        for row in TABLE
        if row.is_page and row.get[role] == 200 and not (seen_by and row.get[seen_by] == 200)
    ]


# Two worlds, not one for each role: making one takes as long as looking at twenty pages.
@pytest.mark.parametrize(
    "roles",
    [
        pytest.param([("admin", "owner"), ("auditor", "admin")], id="administration"),
        pytest.param(
            [
                ("anonymous", ""), ("owner", "anonymous"), ("clerk", "owner"),
                ("officer", "owner"), ("leader", "officer"),
            ],
            id="people-and-offices",
        ),
    ],
)  # fmt: skip
def test_every_page_is_accessible_and_fits(
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    places: Places,
    people: People,
    roles: list[tuple[str, str]],
) -> None:
    wrong: list[str] = []
    for role, seen_by in roles:
        context = browser.new_context(**browser_context_args)
        show_session(context, client_of(role, people), base_url)
        page = _page_that_stays(context)
        for row in pages_of(role, seen_by):
            answer = page.goto(address(row, places), wait_until="load")
            assert answer is not None
            assert answer.status == 200, f"{role} {row.name}"
            wrong += [f"{role} {row.name} {problem}" for problem in _problems(page)]
        context.close()
    assert not wrong, "\n".join(wrong)


def _page_that_stays(context: BrowserContext) -> Page:
    """A page that looks again by itself would start over beneath axe: it is never told to. Every
    page finds axe there already: sent to each one anew, it takes as long as looking.

    Below Playwright's routes, which would switch off the cache of styles and scripts.
    """
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(AXE.axe_script)
    page = context.new_page()
    wire = context.new_cdp_session(page)

    def without_refresh(paused: dict[str, Any]) -> None:
        kept = [one for one in paused["responseHeaders"] if one["name"].lower() != "refresh"]
        answer = {"responseCode": paused["responseStatusCode"], "responseHeaders": kept}
        wire.send("Fetch.continueResponse", {"requestId": paused["requestId"], **answer})

    wire.on("Fetch.requestPaused", without_refresh)
    documents = {"resourceType": "Document", "requestStage": "Response"}
    wire.send("Fetch.enable", {"patterns": [documents]})
    return page


def _problems(page: Page) -> list[str]:
    found = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.axe_script)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for violation in page.evaluate(VIOLATIONS, RULES):
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
