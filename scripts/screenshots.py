"""Takes the pictures of README and docs from a running demo.

    python -m scripts.screenshots [http://127.0.0.1:8000] [--national http://127.0.0.1:8100]

It signs in as the demo's people, files a dossier, pays for it and lets staff finish it, so begin
with a fresh demo (`make reset`, `make run`). Pictures go to docs/images/, each under 150 KB:
citizens' pages as on a phone, those of the staff as on a desk. A page of docs/ shows each of them
(a test looks).
"""

import argparse
import io
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import (
    Browser,
    FilePayload,
    Page,
    ViewportSize,
    sync_playwright,
)

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
MOST_BYTES = 150_000
PASSWORD = "motcua-demo"  # noqa: S105 - the demo's, printed by `make run`
CODE = "123456"
PROCEDURE = "2.000488"
# The demo's drafts: one being written, one handed in.
DRAFTED, HANDED_IN = "2.000815", "1.002809"
NEW_PERSON = "049095001234"  # known to the national portal, not here
DESK = ViewportSize(width=1280, height=860)
PHONE = ViewportSize(width=360, height=740)
COLOURS = (256, 128, 64, 32)

# What is typed in each section of the e-form; the rest comes from the profile.
ANSWERS: dict[str, dict[str, str]] = {
    "applicant": {"for_whom": "self"},
    "subject": {
        "birth_place": "Xã Tam Tiến, huyện Núi Thành, tỉnh Quảng Nam",
        "nationality": "Việt Nam",
        "ethnicity": "Kinh",
        "has_temporary_residence": "no",
    },
    "family": {"father_name": "Nguyễn Văn Hòa", "father_birth": "1962", "is_married": "no"},
    "residences_since_14": {
        "residences.0.from_month": "9/2004",
        "residences.0.to_month": "nay",
        "residences.0.place": "Xã Tam Tiến, huyện Núi Thành, tỉnh Quảng Nam",
        "residences.0.occupation": "Giáo viên",
    },
    "record": {"has_record": "no", "has_ban": "no"},
    "request": {
        "sheet_kind": "1",
        "confirm_ban": "no",
        "purpose": "work",
        "copies": "1",
        "fee_category": "none",
    },
}


class Camera:
    """Writes small PNG files."""

    def __init__(self) -> None:
        IMAGES.mkdir(parents=True, exist_ok=True)

    def phone(self, page: Page, name: str, *, whole: bool = False) -> None:
        """As on a phone, as `<name>-phone`: what citizens see."""
        page.set_viewport_size(PHONE)
        self.shoot(page, f"{name}-phone", whole=whole)
        page.set_viewport_size(DESK)

    def shoot(self, page: Page, name: str, *, whole: bool = False) -> None:
        """What is seen without scrolling, or the `whole` page."""
        page.wait_for_load_state("networkidle")
        image = Image.open(io.BytesIO(page.screenshot(full_page=whole))).convert("RGB")
        for colours in COLOURS:
            data = _png(image, colours)
            if len(data) <= MOST_BYTES:
                break
        (IMAGES / f"{name}.png").write_bytes(data)


class Visit:
    """One person's browser on the demo."""

    def __init__(self, page: Page, base: str) -> None:
        self.page = page
        self.base = base

    def go(self, path: str) -> Page:
        """Open a path of the portal."""
        self.page.goto(f"{self.base}{path}")
        return self.page

    def sign_in(self, who: str) -> None:
        """With the second factor where one is asked for."""
        self.go("/accounts/login/")
        self.page.locator("[name=login]").fill(f"{who}@motcua.example")
        self.page.locator("[name=password]").fill(PASSWORD)
        self.press("Đăng nhập")
        if "/2fa/" in self.page.url:
            self.page.locator("[name=code]").fill(CODE)
            self.press("Tiếp tục")

    def press(self, name: str) -> None:
        """A button of the page's content."""
        self.page.locator("#main").get_by_role("button", name=name).first.click()
        self.page.wait_for_load_state("networkidle")

    def follow(self, name: str) -> None:
        """A link of the page's content."""
        self.page.locator("#main").get_by_role("link", name=name).first.click()
        self.page.wait_for_load_state("networkidle")


def main() -> None:
    """The whole round."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("base", nargs="?", default="http://127.0.0.1:8000")
    asked.add_argument("--national", default="http://127.0.0.1:8100")
    told = asked.parse_args()
    chromium = shutil.which("chromium") or "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        camera = Camera()
        with visiting(browser, told.base) as visit:
            code = _citizen(visit, camera)
            _staff(browser, told.base, camera, code)
            visit.go(f"/me/dossiers/{code}/")
            camera.phone(visit.page, "dossier-returned")
            visit.page.goto(f"{told.national}/dossiers/{code}/")
            camera.shoot(visit.page, "national")
        _sign_on(browser, told.base, camera)
        browser.close()


@contextmanager
def visiting(browser: Browser, base: str) -> Iterator[Visit]:
    """A browser of its own for one person."""
    context = browser.new_context(viewport=DESK, locale="vi-VN", timezone_id="Asia/Ho_Chi_Minh")
    context.set_default_timeout(20_000)
    yield Visit(context.new_page(), base)
    context.close()


def _citizen(visit: Visit, camera: Camera) -> str:
    """From the home page to the paid dossier; returns its code."""
    camera.shoot(visit.go("/"), "home")
    camera.phone(visit.page, "home")
    camera.phone(visit.go("/services/?q=ly+lich+tu+phap"), "search")
    camera.phone(visit.go(f"/services/{PROCEDURE}/"), "procedure")
    visit.sign_in("tra")
    draft = _draft(visit)
    camera.phone(visit.page, "tasks")
    for section, answers in ANSWERS.items():
        visit.go(f"{draft}sections/{section}/")
        _fill(visit.page, answers)
        if section == "subject":
            visit.page.get_by_text("Đã lưu lúc").wait_for()
            camera.phone(visit.page, "section", whole=True)
        visit.press("Lưu và tiếp tục")
    visit.go(f"{draft}papers/")
    if not visit.page.get_by_text("Đã có tệp").count():
        card = FilePayload(name="can-cuoc.png", mimeType="image/png", buffer=_card())
        visit.page.locator("input[type=file]").first.set_input_files(card)
        visit.page.get_by_text("Đã có tệp").first.wait_for()
    camera.phone(visit.page, "papers")
    visit.go(f"{draft}delivery/")
    visit.page.locator("[name=return_channel][value=online]").check()
    visit.press("Lưu và tiếp tục")
    camera.phone(visit.page, "check")
    visit.page.locator("[name=declared]").check()
    visit.press("Nộp hồ sơ")
    camera.phone(visit.page, "pay")
    code = visit.page.url.split("/me/dossiers/")[1].split("/")[0]
    visit.press("Thanh toán")
    visit.page.get_by_role("button", name="Trả tiền").click()
    visit.page.wait_for_url("**/filed/")
    visit.page.get_by_role("link", name="Mở giấy xác nhận").wait_for(timeout=60_000)
    camera.phone(visit.page, "confirmation")
    camera.phone(visit.go(f"/me/dossiers/{code}/"), "dossier")
    camera.phone(visit.go("/me/"), "my-dossiers")
    return code


def _draft(visit: Visit) -> str:
    """A new draft, or the one that an earlier round has left; returns its path."""
    visit.go(f"/me/dossiers/new/{PROCEDURE}/")
    found = re.search(r"/me/dossiers/[0-9a-f-]{36}/", visit.page.url)
    if found is None:
        raise SystemExit(f"No draft at {visit.page.url}")
    return found[0]


def _fill(page: Page, answers: dict[str, str]) -> None:
    for name, value in answers.items():
        field = page.locator(f'[name="{name}"]')
        kind = field.first.get_attribute("type")
        if kind == "radio":
            page.locator(f'[name="{name}"][value="{value}"]').check()
        elif field.first.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.keyboard.press("Tab")


def _staff(browser: Browser, base: str, camera: Camera, code: str) -> None:
    """Counter, desk and leader, each at work on this dossier."""
    with visiting(browser, base) as clerk:
        clerk.sign_in("clerk")
        camera.shoot(clerk.go("/counter/"), "counter-list")
        camera.shoot(clerk.go(f"/counter/dossiers/{code}/"), "counter-dossier")
        clerk.press("Tiếp nhận")
    with visiting(browser, base) as officer:
        officer.sign_in("officer")
        camera.shoot(officer.go("/desk/"), "desk-list")
        officer.go(f"/desk/dossiers/{code}/")
        officer.press("Nhận thụ lý")
        camera.shoot(officer.page, "desk-dossier")
        officer.follow("Trình đề xuất")
        officer.page.locator("[name=outcome][value=approved]").check()
        officer.page.locator("[name=text]").fill("Không có án tích.")
        officer.press("Trình lãnh đạo")
    with visiting(browser, base) as leader:
        leader.sign_in("leader")
        leader.go(f"/desk/dossiers/{code}/")
        leader.page.wait_for_timeout(3000)  # the draft of the result is being printed
        leader.follow("Quyết định")
        camera.shoot(leader.page, "leader-decision")
        leader.press("Quyết định theo đề xuất")
        leader.page.wait_for_timeout(3000)
    with visiting(browser, base) as approver:
        approver.sign_in("approver")
        page = approver.go(f"/manage/procedures/{HANDED_IN}/draft/approve/")
        camera.shoot(page, "manage-approve")
    with visiting(browser, base) as admin:
        admin.sign_in("admin")
        camera.shoot(admin.go("/manage/"), "manage")
        camera.shoot(admin.go(f"/manage/procedures/{DRAFTED}/draft/"), "manage-draft")
        camera.shoot(admin.go(f"/manage/procedures/{DRAFTED}/draft/form/"), "manage-form")
        camera.shoot(admin.go("/manage/usage/"), "manage-usage")
        camera.shoot(admin.go("/manage/agencies/"), "manage-agencies")
        camera.shoot(admin.go("/manage/national/"), "manage-national")
    with visiting(browser, base) as auditor:
        auditor.sign_in("auditor")
        camera.shoot(auditor.go("/reports/log/"), "action-log")


def _sign_on(browser: Browser, base: str, camera: Camera) -> None:
    """Somebody new comes from the national portal; he is left before he registers."""
    with visiting(browser, base) as visit:
        camera.phone(visit.go("/accounts/login/"), "sign-in")
        visit.press("Đăng nhập bằng Cổng Dịch vụ công quốc gia")
        visit.page.get_by_label("Số định danh cá nhân hoặc thư điện tử").fill(NEW_PERSON)
        visit.page.get_by_label("Mật khẩu").fill(PASSWORD)
        visit.press("Đăng nhập")
        visit.press("Đồng ý và tiếp tục")
        visit.page.get_by_text("Phạm Văn Hòa").first.wait_for()
        camera.phone(visit.page, "national-register")


def _card() -> bytes:
    """A stand-in for the photo of an identity card."""
    image = Image.new("RGB", (640, 400), "#e8f0ea")
    draw = ImageDraw.Draw(image)
    draw.rectangle((30, 90, 190, 300), fill="#b8c8c0")
    for line in range(6):
        draw.rectangle((230, 100 + line * 36, 590 - line * 30, 112 + line * 36), fill="#7a8a84")
    data = io.BytesIO()
    image.save(data, "PNG")
    return data.getvalue()


def _png(image: Image.Image, colours: int) -> bytes:
    data = io.BytesIO()
    image.quantize(colours, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


if __name__ == "__main__":
    main()
