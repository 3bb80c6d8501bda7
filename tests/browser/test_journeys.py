"""From the search box to the result in the citizen's hands, in a real browser."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from dossiers.models import Dossier
from services.models import Reduction, Revision
from services.search.indexing import index_procedure
from tests.browser.conftest import next_tab, show_session
from tests.files import small_jpeg
from tests.patience import PATIENCE_MS
from tests.payments.sandbox import PaymentSandbox
from tests.world import Person

PHONE = {"width": 360, "height": 740}


@pytest.fixture
def catalogue(make_revision: Callable[..., Revision], half_price: Reduction) -> Revision:
    """Cấp Phiếu lý lịch tư pháp, 200.000 đ, half of it online."""
    revision = make_revision()
    index_procedure(revision.procedure)
    return revision


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A photo of an identity card."""
    file = tmp_path / "the-can-cuoc.jpg"
    file.write_bytes(small_jpeg())
    return file


def test_a_citizen_files_pays_and_holds_the_result(
    browser: Browser, browser_context_args: dict[str, Any], units: None, catalogue: Revision,
    sandbox: PaymentSandbox, card: Path, clerk: Person, officer: Person, leader: Person,
    do_jobs: Callable[[], list[str]], page_of: Callable[[Person], Page],
) -> None:  # fmt: skip
    context = browser.new_context(**browser_context_args | {"viewport": PHONE, "has_touch": True})
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    _find(page)
    _register(page)
    _fill_in(page)
    _attach(page, card)
    code = _check_and_file(page)
    _pay(page)

    expect(page.get_by_text(code).first).to_be_visible()
    do_jobs()
    expect(page.get_by_role("link", name="Mở giấy xác nhận (PDF)")).to_be_visible()

    _press(page_of(clerk), f"/counter/dossiers/{code}/", "Tiếp nhận")
    desk = page_of(officer)
    _press(desk, f"/desk/dossiers/{code}/", "Nhận thụ lý")
    _propose(desk, code)
    do_jobs()
    _decide(page_of(leader), code)
    do_jobs()

    page = next_tab(page)
    page.goto(f"/me/dossiers/{code}/")
    expect(page.get_by_text("Đã trả kết quả").first).to_be_visible()
    _downloads(page, "Tải kết quả")
    assert Dossier.objects.get(code=code).state == "returned"
    context.close()


def test_filing_without_javascript(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, catalogue: Revision,
    sandbox: PaymentSandbox, card: Path, tra: Person, client_as: Callable[[Person], Client],
) -> None:  # fmt: skip
    context = browser.new_context(**browser_context_args | {"java_script_enabled": False})
    show_session(context, client_as(tra), base_url)
    page = context.new_page()
    page.goto("/services/2.000488/")
    page.get_by_role("link", name="Nộp hồ sơ").first.click()
    page.get_by_role("link", name="Nội dung yêu cầu").first.click()
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.locator(".error-summary")).to_contain_text("Mục đích")
    page.get_by_label("Mục đích").fill("Xin việc làm")
    page.get_by_role("button", name="Lưu nháp").click()
    page.get_by_role("link", name="Giấy tờ kèm theo").first.click()
    page.get_by_label("Chọn tệp hoặc chụp ảnh").set_input_files(card)
    page.get_by_role("button", name="Gửi tệp").click()
    expect(page.get_by_text("the-can-cuoc.jpg").first).to_be_visible()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_role("button", name="Lưu và tiếp tục").click()

    code = _check_and_file(page)
    _pay(page)

    expect(page.get_by_text(code).first).to_be_visible()
    assert Dossier.objects.get(code=code).state == "submitted"
    context.close()


def _find(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox").first.fill("ly lich tu phap")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Cấp Phiếu lý lịch tư pháp").click()
    expect(page.get_by_text("100.000 đ").first).to_be_visible()
    page.locator(".sticky-bar").get_by_role("link", name="Nộp hồ sơ").click()


def _register(page: Page) -> None:
    page.get_by_role("link", name="Đăng ký tài khoản").last.click()
    page.get_by_label("Số định danh cá nhân").fill("049190012345")
    page.get_by_label("Họ và tên").fill("Lê Thị Mơ")
    page.get_by_label("Ngày sinh").fill("05/10/1990")
    page.get_by_label("Nữ").check()
    page.locator("[name=commune]").select_option("20974")
    page.locator("[name=address_line]").fill("Thôn Hà Quang")
    page.locator("[name=phone]").fill("0912 345 678")
    page.locator("[name=password1]").fill("mat-khau-tot-1")
    page.locator("[name=password2]").fill("mat-khau-tot-1")
    page.get_by_role("button", name="Tạo tài khoản").click()
    page.wait_for_url("**/me/dossiers/*-*/")


def _fill_in(page: Page) -> None:
    page.get_by_role("link", name="Người yêu cầu").click()
    expect(page.get_by_label("Họ và tên")).to_have_value("Lê Thị Mơ")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.get_by_label("Mục đích").fill("Xin việc làm")
    expect(page.get_by_text("Đã lưu lúc")).to_be_visible()
    page.reload()
    expect(page.get_by_label("Mục đích")).to_have_value("Xin việc làm")
    page.get_by_role("button", name="Lưu và tiếp tục").click()


def _attach(page: Page, card: Path) -> None:
    page.get_by_label("Chọn tệp hoặc chụp ảnh").set_input_files(card)
    expect(page.get_by_text("Đã có tệp")).to_be_visible()
    page.get_by_role("button", name="Tiếp tục").click()
    page.get_by_label("Trực tuyến").check()
    page.get_by_role("button", name="Lưu và tiếp tục").click()


def _check_and_file(page: Page) -> str:
    """Files; returns the code that the next page tells."""
    expect(page.get_by_text("Xin việc làm")).to_be_visible()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url("**/pay/")
    return page.url.split("/me/dossiers/")[1].split("/")[0]


def _pay(page: Page) -> None:
    page.get_by_role("button", name="Thanh toán").click()
    expect(page.get_by_text("100.000 đ").first).to_be_visible()
    page.get_by_role("button", name="Trả tiền").click()
    page.wait_for_url("**/filed/")


def _press(page: Page, address: str, button: str) -> None:
    page.goto(address)
    with page.expect_navigation():
        page.get_by_role("button", name=button).first.click()
    expect(page.locator(".message, .banner, [role=status]").first).to_be_visible()


def _propose(page: Page, code: str) -> None:
    page.get_by_role("link", name="Trình đề xuất").first.click()
    page.get_by_label("Đồng ý giải quyết").check()
    page.get_by_label("Nội dung kết quả").fill("Không có án tích.")
    page.get_by_role("button", name="Trình lãnh đạo").click()
    page.wait_for_url(f"**/desk/dossiers/{code}/")


def _decide(page: Page, code: str) -> None:
    page.goto(f"/desk/dossiers/{code}/")
    page.get_by_role("link", name="Quyết định").first.click()
    expect(page.get_by_text("Không có án tích.").first).to_be_visible()
    page.get_by_role("button", name="Quyết định").click()
    page.wait_for_url(f"**/desk/dossiers/{code}/")


def _downloads(page: Page, name: str) -> None:
    href = page.get_by_role("link", name=name).first.get_attribute("href")
    assert href is not None
    answer = page.request.get(href)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF-")
