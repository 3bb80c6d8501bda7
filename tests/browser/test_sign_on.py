"""Signing on with the national portal as people do it: two portals, two processes, one browser."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import caches
from django.db import connection
from playwright.sync_api import Browser, Page, expect

from dossiers.models import Dossier
from portal.accounts.models import Citizen, NationalIdentity, User
from tests.browser.test_accessibility import RULES
from tests.outside.national_stub.person_session import HOA, LAN, THU, TRA
from tests.patience import PATIENCE_MS
from tests.portal.national.delivery_process import start_delivery
from tests.portal.national.stub_process import NationalStub, drop_database
from tests.stand_in import database_of
from tests.world import PASSWORD, Person

BUTTON = "Đăng nhập bằng Cổng Dịch vụ công quốc gia"
NATIONAL_PASSWORD = "motcua-demo"
PHONE = {"width": 360, "height": 740}
SMALLEST = 320


@pytest.fixture(scope="session")
def _national_process(live_server: Any, database_server: None) -> Iterator[NationalStub]:
    origin = live_server.url
    stub = NationalStub(
        database_of("national_sign_on"),
        environment={
            "NATIONAL_STUB_REDIRECT_URIS": f"{origin}/accounts/oidc/national/login/callback/",
            "NATIONAL_STUB_POST_LOGOUT_URIS": f"{origin}/accounts/national/signed-out/",
        },
    )
    stub.start()
    yield stub
    stub.stop()
    drop_database(database_of("national_sign_on"))


@pytest.fixture
def national(_national_process: NationalStub, settings: Any, live_server: Any) -> NationalStub:
    """The national portal in small; this portal signs people on with it and sends it its states."""
    caches["memory"].clear()
    if not _national_process.is_running:
        _national_process.start()
    settings.NATIONAL_SIGN_ON_URL = settings.NATIONAL_PORTAL_URL = _national_process.url
    settings.NATIONAL_SIGN_ON_CLIENT_ID = "motcua-sign-on"
    settings.NATIONAL_SIGN_ON_SECRET = "national-demo-sign-on-secret"
    settings.NATIONAL_PORTAL_SECRET = _national_process.secret
    return _national_process


@pytest.fixture
def page(
    browser: Browser, browser_context_args: dict[str, Any], national: NationalStub, units: None
) -> Iterator[Page]:
    """A phone that nobody has signed in with."""
    context = browser.new_context(**browser_context_args | {"viewport": PHONE, "has_touch": True})
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_sign_on_for_the_first_time(page: Page) -> None:
    page.goto("/me/profile/")
    _sign_on(page, HOA)
    expect(page.get_by_role("heading", name="Hoàn tất đăng ký")).to_be_visible()
    for words in ("Phạm Văn Hòa", HOA, "15/06/1995"):
        expect(page.get_by_text(words)).to_be_visible()
    _is_a_good_page(page)

    page.get_by_role("button", name="Tạo tài khoản").click()
    expect(page.get_by_role("link", name="Chọn xã, phường")).to_be_visible()
    expect(page.get_by_label("Thư điện tử")).to_have_value("hoa@motcua.example")
    page.get_by_label("Xã, phường, thị trấn").select_option(label="Xã Tam Tiến")
    page.get_by_role("button", name="Tạo tài khoản").click()

    page.wait_for_url("**/me/profile/")  # where the person was going
    expect(page.get_by_text("Đã tạo tài khoản")).to_be_visible()
    expect(page.get_by_text("Cổng quốc gia xác thực ngày")).to_have_count(3)
    _is_a_good_page(page)
    assert _in_a_thread(lambda: Citizen.objects.get().national_identity.proof) == "registered"


def test_claim_what_the_counter_made(page: Page) -> None:
    citizen = Citizen.objects.create(
        identity_number=HOA, full_name="Phạm Văn Hoà", birth_date=date(1995, 6, 15), sex="male"
    )
    page.goto("/accounts/login/")
    _is_a_good_page(page)
    _sign_on(page, HOA)
    expect(page.get_by_role("heading", name="Nhận tài khoản của bạn")).to_be_visible()
    _is_a_good_page(page)
    page.get_by_role("button", name="Tạo tài khoản").click()
    page.wait_for_url("**/me/profile/national/")
    expect(page.get_by_text("Tài khoản chưa có mật khẩu")).to_be_visible()
    _is_a_good_page(page)
    assert _in_a_thread(lambda: Citizen.objects.get().pk) == citizen.pk


def test_sign_on_to_an_existing_account(page: Page, lan: Person) -> None:
    page.goto("/accounts/login/")
    _sign_on(page, LAN)
    expect(page.get_by_role("heading", name="Số định danh này đã có tài khoản")).to_be_visible()
    expect(page.get_by_text("lan@motcua.example")).to_have_count(0)
    _is_a_good_page(page)
    page.get_by_label("Mật khẩu").fill("sai-mat-khau")
    page.get_by_role("button", name="Liên kết và đăng nhập").click()
    expect(page.get_by_role("link", name="Mật khẩu không đúng. Hãy nhập lại.")).to_be_visible()
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Liên kết và đăng nhập").click()

    page.wait_for_url("**/me/profile/national/")
    expect(page.get_by_text("Trần Thị Ngọc Lan")).to_be_visible()
    expect(page.get_by_text("Trần Thị Lan", exact=True)).to_be_visible()
    expect(page.get_by_text("Khác nhau", exact=True)).to_be_visible()
    _is_a_good_page(page)
    assert _in_a_thread(lambda: Citizen.objects.get().full_name) == "Trần Thị Lan"


def test_a_mismatch_is_refused(
    page: Page, tra: Person, lan: Person, show: Callable[[Page, Person], None]
) -> None:
    show(page, tra)
    page.goto("/me/profile/")
    _is_a_good_page(page)
    page.get_by_role("button", name="Liên kết với Cổng Dịch vụ công quốc gia").click()
    _sign_in_there(page, LAN)
    expect(page.get_by_role("heading", name="Hai số định danh không giống nhau")).to_be_visible()
    expect(page.get_by_text("049***747")).to_be_visible()
    expect(page.get_by_text("049***345")).to_be_visible()
    _is_a_good_page(page)
    assert _in_a_thread(NationalIdentity.objects.count) == 0


def test_the_low_level_is_told_how_to_raise_it(page: Page) -> None:
    page.goto("/accounts/login/")
    _sign_on(page, THU)
    expect(page.get_by_role("heading", name="Tài khoản quốc gia của bạn ở mức 1")).to_be_visible()
    expect(page.get_by_text("Công an xã, phường")).to_be_visible()
    assert _in_a_thread(User.objects.count) == 0


def test_a_person_who_does_not_agree_there(page: Page) -> None:
    page.goto("/accounts/login/")
    _sign_on(page, HOA, button="Không đồng ý")
    expect(page.get_by_text("Bạn đã dừng đăng nhập bằng Cổng")).to_be_visible()
    expect(page.get_by_label("Mật khẩu")).to_be_visible()


def test_sign_out_on_both_sides(page: Page, tra: Person, national: NationalStub) -> None:
    page.goto("/accounts/login/")
    _sign_on(page, TRA)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Liên kết và đăng nhập").click()
    page.wait_for_url("**/me/")
    page.goto(f"{national.url}/me/")
    expect(page.get_by_text("Nguyễn Thị Trà").first).to_be_visible()

    page.goto("/accounts/logout/")
    _is_a_good_page(page)
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name="Đăng xuất").click()
    if national.url in page.url:  # it may ask whether the person means it
        page.locator("main").get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/accounts/national/signed-out/")
    expect(page.get_by_role("heading", name="Bạn đã đăng xuất")).to_be_visible()
    _is_a_good_page(page)
    page.goto("/me/")
    expect(page.get_by_role("heading", name="Đăng nhập")).to_be_visible()
    page.goto(f"{national.url}/me/")
    page.wait_for_url("**/identity/sign-in/**")


def test_the_national_portal_is_down(page: Page, tra: Person, national: NationalStub) -> None:
    page.goto("/accounts/login/?next=/me/profile/")
    national.stop()
    page.get_by_role("button", name=BUTTON).click()
    expect(page.get_by_role("heading", name="Cổng quốc gia đang không trả lời")).to_be_visible()
    _is_a_good_page(page)
    page.get_by_role("link", name="Đăng nhập bằng mật khẩu").click()
    page.get_by_label("Thư điện tử hoặc số điện thoại").fill("tra@motcua.example")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.wait_for_url("**/me/")


def test_the_same_dossier_on_both_portals(
    page: Page, make_dossier: Callable[..., Dossier], national: NationalStub
) -> None:
    dossier = make_dossier("received")
    done = start_delivery(national, "--once")
    assert done.wait(PATIENCE_MS / 1000) == 0, done.stdout and done.stdout.read()
    page.goto("/accounts/login/")
    _sign_on(page, TRA)
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Liên kết và đăng nhập").click()
    page.wait_for_url("**/me/")
    expect(page.get_by_text(str(dossier.code)).first).to_be_visible()
    page.goto(f"{national.url}/me/")  # still signed in there
    expect(page.get_by_text(str(dossier.code)).first).to_be_visible()
    expect(page.get_by_text("Được tiếp nhận").first).to_be_visible()


@pytest.fixture
def show(client_as: Any, base_url: str) -> Callable[[Page, Person], None]:
    """The session of a person who has signed in by password, in this browser."""

    def do(page: Page, person: Person) -> None:
        session = client_as(person).cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": session, "url": base_url}])

    return do


def _sign_on(page: Page, number: str, button: str = "Đồng ý và tiếp tục") -> None:
    page.get_by_role("button", name=BUTTON).click()
    _sign_in_there(page, number, button)


def _sign_in_there(page: Page, number: str, button: str = "Đồng ý và tiếp tục") -> None:
    page.get_by_label("Số định danh cá nhân hoặc thư điện tử").fill(number)
    page.get_by_label("Mật khẩu").fill(NATIONAL_PASSWORD)
    page.get_by_role("button", name="Đăng nhập", exact=True).click()
    page.get_by_role("button", name=button, exact=True).click()


def _is_a_good_page(page: Page) -> None:
    """Accessible, and no wider than the smallest phone."""
    problems = [v["id"] for v in Axe().run(page, options=RULES).response["violations"]]
    assert problems == [], page.url
    page.set_viewport_size({"width": SMALLEST, "height": 740})
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SMALLEST, f"{page.url} is {wide} px wide at {SMALLEST}"
    page.set_viewport_size(PHONE)


def _in_a_thread(deed: Callable[[], Any]) -> Any:
    """playwright's event loop occupies this one."""

    def run() -> Any:
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=1) as threads:
        return threads.submit(run).result()
