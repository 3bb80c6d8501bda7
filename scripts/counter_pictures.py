"""Takes the pictures of the counter for the clerk's guide from a running demo.

    python -m scripts.counter_pictures [http://127.0.0.1:8000] [--scanner var/scanner]

One client of the demo is served from the card to the slip: the papers come through the scanner
folder, the dossier is signed, filed and paid in cash. One result is looked at and not handed over.
Pictures go to docs/images/, as those of scripts.screenshots.
"""

import argparse
import re
import shutil
from math import sin
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Browser, Page, sync_playwright

from portal.demo.paper import FONT
from scripts.screenshots import DESK, Camera, Visit, visiting

CENTRE = "000.00.01.H47"
CLIENT = "049185012345"
PROCEDURE = "2.000488"
DPI = 200
A4 = (1654, 2339)
SCANS = ("CĂN CƯỚC CÔNG DÂN", "GIẤY XÁC NHẬN CƯ TRÚ")
# What the form asks and the account does not know; of choices the last one.
ANSWERS = {
    "birth_place": "Xã Tam Tiến, huyện Núi Thành, tỉnh Quảng Nam",
    "nationality": "Việt Nam",
    "ethnicity": "Kinh",
    "residences.0.from_month": "9/2002",
    "residences.0.to_month": "nay",
    "residences.0.place": "Xã Tam Tiến, huyện Núi Thành",
    "residences.0.occupation": "Nông dân",
    "copies": "1",
}
CHOICES = {
    "for_whom": 0, "has_temporary_residence": -1, "is_married": -1, "has_record": -1, "has_ban": -1,
    "sheet_kind": 0, "confirm_ban": -1, "purpose": 0, "fee_category": 0,
}  # fmt: skip
SECONDS_TO_SIGN = 60


def main() -> None:
    """The whole round."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    asked.add_argument("--scanner", type=Path, default=Path("var/scanner"))
    told = asked.parse_args()
    base = told.base
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera()
        with visiting(browser, base) as clerk:
            clerk.sign_in("clerk")
            desk = _desk(clerk)
            camera.shoot(clerk.page, "queue")
            if clerk.page.get_by_role("button", name="Gọi số tiếp theo").count():
                clerk.press("Gọi số tiếp theo")
            camera.shoot(clerk.page, "queue-called")
            _public(browser, base, camera)
            _intake(clerk, camera, told.scanner / CENTRE / desk)
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
        camera.shoot(visit.go("/verify/"), "verify")
        camera.phone(visit.page, "verify")


def _desk(clerk: Visit) -> str:
    """The number of the clerk's desk, taken if there is none yet."""
    page = clerk.go("/counter/queue/")
    if page.get_by_role("link", name="Nhận bàn").count():
        clerk.follow("Nhận bàn")
        clerk.press("Nhận Bàn")
        clerk.go("/counter/queue/")
    words = page.locator("#main").inner_text()
    found = re.search(r"Bàn (\d+)", words)
    assert found, "the clerk has no desk"
    return found[1]


def _intake(clerk: Visit, camera: Camera, scanner: Path) -> None:
    """From the card to the slip."""
    page = clerk.go("/counter/intake/")
    if page.get_by_role("link", name="Làm tiếp").count():  # left by a round that broke off
        clerk.follow("Làm tiếp")
        clerk.follow("Kết thúc")
        clerk.press("Kết thúc")
        page = clerk.go("/counter/intake/")
    camera.shoot(page, "intake-start")
    clerk.go("/counter/queue/")
    clerk.press("Tiếp khách này")
    page.locator("#main [name=q]").fill(CLIENT)
    page.locator("#main [name=q]").press("Enter")
    page.wait_for_url("**/person/")
    camera.shoot(page, "intake-person")
    clerk.press("Đã đối chiếu, đúng người này")
    camera.shoot(page, "intake-consent")
    page.locator("[name=agreed]").check()
    clerk.press("Ghi nhận, tiếp tục")
    page.locator("#main [name=q]").first.fill(PROCEDURE)
    clerk.press("Tìm")
    camera.shoot(page, "intake-procedure")
    clerk.press("Làm thủ tục này")
    _fill_in(page)
    page.evaluate("window.scrollTo(0, 0)")
    camera.shoot(page, "intake-form")
    clerk.press("Lưu, đến giấy tờ")
    _papers(page, scanner)
    camera.shoot(page, "intake-papers")
    clerk.follow("Tiếp tục: ký và nộp")
    camera.shoot(page, "intake-sign")
    page.get_by_role("button", name="Ký, nộp và tiếp nhận ngay").click()
    page.wait_for_url("**/pay/", timeout=SECONDS_TO_SIGN * 1000)
    camera.shoot(page, "intake-pay")
    if page.locator("[name=float_vnd]").count():
        page.locator("[name=float_vnd]").fill("500000")
    clerk.press("Đã nhận đủ")
    page.locator("#to-slip").click()
    page.wait_for_url("**/slip/")
    camera.shoot(page, "intake-slip")
    clerk.follow("Kết thúc")
    clerk.press("Kết thúc")


def _fill_in(page: Page) -> None:
    for name, which in CHOICES.items():
        choices = page.locator(f"#main [name='{name}']:visible")
        if choices.count():
            choices.nth(which).check()
    for name, value in ANSWERS.items():
        field = page.locator(f"#main [name='{name}']:visible")
        if field.count():
            field.fill(value)


def _papers(page: Page, scanner: Path) -> None:
    """Scanned, sorted to the papers of the procedure one after the other, compared."""
    for title in SCANS:
        _scan(title).save(scanner / f"{title}.pdf", "PDF", resolution=DPI)
    loose = page.locator('[data-paper=""] [data-page] input')
    page.wait_for_function(
        "count => document.querySelectorAll('[data-paper=\"\"] [data-page]').length >= count",
        arg=len(SCANS),
    )
    page.wait_for_selector("[data-part=tray]:not([data-waiting])")
    papers = page.locator("#move-to option").evaluate_all("all => all.map(one => one.value)")[1:]
    left = len(SCANS)
    for number in range(len(SCANS)):
        loose.first.check()
        page.locator("#move-to").select_option(papers[min(number, len(papers) - 1)])
        page.locator("button[name=do][value=to]").click()
        left -= 1
        page.wait_for_function(
            "count => document.querySelectorAll('[data-paper=\"\"] [data-page]').length == count",
            arg=left,
        )
    page.locator("button[name=do][value=seen]").click()
    page.wait_for_selector("button[name=do][value=seen]", state="detached")
    page.wait_for_selector("[data-part=tray]:not([data-waiting])")
    page.wait_for_selector(".paper .chip--success")
    page.reload()


def _scan(title: str) -> Image.Image:
    """A page that looks like a paper and says that it is none."""
    page = Image.new("RGB", A4, "#fbfaf5")
    pen = ImageDraw.Draw(page)
    for text, size, height in ((title, 66, 230), ("Bản mẫu, không phải giấy tờ thật", 40, 330)):
        font = ImageFont.truetype(str(FONT), size)
        pen.text((A4[0] // 2, height), text, font=font, fill="#2b2b2b", anchor="mm")
    font = ImageFont.truetype(str(FONT), 34)
    for row in range(26):
        words = f"{title.capitalize()} – dòng {row + 1} của bản mẫu" + " nội dung" * (row % 4 + 1)
        pen.text((190, 460 + row * 62), words, font=font, fill="#3b3b3b")
    pen.ellipse((1050, 1930, 1350, 2230), outline="#9b1c1f", width=9)
    return page


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
