"""Takes the pictures of the counter for the clerk's guide from a running demo.

    python -m scripts.counter_pictures [http://127.0.0.1:8000]

One intake is opened for a client of the demo and suspended again, nothing is filed; one result is
looked at and not handed over. Pictures go to docs/images/, as those of scripts.screenshots.
"""

import argparse
import shutil
from math import sin

from playwright.sync_api import Browser, sync_playwright

from scripts.screenshots import DESK, Camera, Visit, visiting

CENTRE = "000.00.01.H47"
CLIENT = "049185012345"
PROCEDURE = "2.000488"


def main() -> None:
    """The whole round."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    base = asked.parse_args().base
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera()
        _public(browser, base, camera)
        with visiting(browser, base) as clerk:
            clerk.sign_in("clerk")
            camera.shoot(clerk.go("/counter/queue/"), "queue")
            _intake(clerk, camera)
            _returns(clerk, camera)
        with visiting(browser, base) as leader:
            leader.sign_in("leader")
            camera.shoot(leader.go("/desk/signing/"), "signing-stack")
        browser.close()


def _public(browser: Browser, base: str, camera: Camera) -> None:
    """What hangs on the wall and stands at the door, and the check of signatures."""
    with visiting(browser, base) as visit:
        camera.shoot(visit.go(f"/queue/{CENTRE}/"), "kiosk")
        camera.shoot(visit.go(f"/queue/{CENTRE}/wall/"), "wall")
        camera.both(visit.go("/verify/"), "verify")


def _intake(clerk: Visit, camera: Camera) -> None:
    """From the card to the papers."""
    page = clerk.go("/counter/intake/")
    if page.get_by_role("button", name="Tạm dừng lượt").count():  # left by a round that broke off
        clerk.press("Tạm dừng")
        page = clerk.go("/counter/intake/")
    page.locator("#main [name=q]").fill(CLIENT)
    camera.shoot(page, "intake-start")
    clerk.press("Mở lượt mới")
    camera.shoot(page, "intake-person")
    clerk.press("Đã đối chiếu, đúng người này")
    camera.shoot(page, "intake-consent")
    page.locator("[name=agreed]").check()
    clerk.press("Ghi nhận, tiếp tục")
    page.locator("#main [name=q]").first.fill(PROCEDURE)
    clerk.press("Tìm")
    camera.shoot(page, "intake-procedure")
    clerk.press("Làm thủ tục này")
    camera.shoot(page, "intake-form")
    intake = page.url.split("/counter/intake/")[1].split("/")[0]
    camera.shoot(clerk.go(f"/counter/intake/{intake}/papers/"), "intake-papers")
    clerk.go("/counter/intake/")
    clerk.press("Tạm dừng")


def _returns(clerk: Visit, camera: Camera) -> None:
    """A result that waits, the list of the day, a parcel."""
    page = clerk.go("/counter/returns/")
    camera.shoot(page, "returns")
    page.locator("tbody a").first.click()
    _sign(clerk)
    camera.shoot(page, "return-hand-over", whole=True)
    camera.shoot(clerk.go("/counter/returns/day/"), "returns-day")
    clerk.go("/counter/returns/?show=way")
    page.locator("tbody a").first.click()
    camera.shoot(page, "shipment")


def _sign(clerk: Visit) -> None:
    """Somebody signs on the screen; nothing is sent."""
    canvas = clerk.page.locator("[data-signature-pad] canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    if box is None:
        return
    mouse, left, top = clerk.page.mouse, box["x"] + 80, box["y"] + 110
    mouse.move(left, top)
    mouse.down()
    for step in range(80):
        mouse.move(left + step * 4, top - 45 * sin(step / 4) * (1 - step / 110))
    mouse.up()
    clerk.page.set_viewport_size(DESK)


if __name__ == "__main__":
    main()
