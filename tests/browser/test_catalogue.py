"""A provincial admin makes a procedure from nothing, another one approves, a citizen files it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dossiers.models import Dossier
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from services.models import Revision, Sector
from tests.architecture.url_roles.world import client_of
from tests.browser.conftest import show_session
from tests.files import small_jpeg
from tests.patience import PATIENCE_MS
from tests.world import Person, make_staff

CODE = "2.999001"
NAME = "Cấp bản sao trích lục hồ sơ học tập"
DRAFT = f"/manage/procedures/{CODE}/draft/"


@pytest.fixture
def approver(province: Agency) -> Person:
    """The second admin: who edits does not approve."""
    return make_staff(Role.PROVINCIAL_ADMIN, province, email="approver@motcua.example")


@pytest.fixture
def admins_page(
    page: Page, admin: Person, base_url: str, justice: Agency, one_stop: Agency, units: None
) -> Page:
    """The admin's browser, before a catalogue without procedures."""
    Sector.objects.create(code="LV001", name="Giáo dục và Đào tạo", slug="giao-duc-va-dao-tao")
    page.set_default_timeout(PATIENCE_MS)
    show_session(page.context, client_of("admin", {"admin": admin}), base_url)
    return page


def test_from_nothing_to_a_filed_dossier(
    admins_page: Page,
    approver: Person,
    page_of: Callable[[Person], Page],
    browser: Any,
    browser_context_args: dict[str, Any],
    base_url: str,
    tra: Person,
    tmp_path: Path,
) -> None:
    _begin(admins_page)
    _facts(admins_page)
    _form(admins_page)
    _papers(admins_page)
    _steps(admins_page)
    _fee(admins_page)
    _reduction(admins_page)
    _submit(admins_page)
    context = browser.new_context(**browser_context_args)
    context.set_default_timeout(PATIENCE_MS)
    show_session(context, client_of("admin", {"admin": approver}), base_url)
    _approve(context.new_page())
    context.close()

    revision = Revision.objects.get(procedure__code=CODE, state="published")
    fields = [field for part in revision.eform["sections"] for field in part["fields"]]
    assert len(fields) == 12
    assert sum("show_if" in field for field in fields) == 2
    assert (revision.requirements.count(), revision.steps.count()) == (3, 4)
    assert (revision.fee_items.count(), revision.reductions.count()) == (1, 1)

    citizen = page_of(tra)
    citizen.set_default_timeout(PATIENCE_MS)
    _file(citizen, tmp_path)
    dossier = Dossier.objects.get(procedure__code=CODE)
    assert (dossier.state, dossier.fee_vnd, dossier.revision) == ("submitted", 8_000, revision)
    assert dossier.answers[_key(fields, "Mục đích khác")] == "Du học"


def _key(fields: list[dict[str, Any]], label: str) -> str:
    return next(field["key"] for field in fields if field["label"] == label)


def _save(page: Page, name: str = "Lưu") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(".error-summary")).to_have_count(0)


def _begin(page: Page) -> None:
    page.goto("/manage/procedures/")
    page.get_by_role("link", name="Tạo thủ tục mới").click()
    page.get_by_label("Mã thủ tục").fill(CODE)
    page.get_by_label("Tên thủ tục").fill(NAME)
    page.get_by_label("Lĩnh vực", exact=True).select_option(label="Giáo dục và Đào tạo")
    _save(page, "Tạo và soạn thảo")
    page.wait_for_url(f"**{DRAFT}")


def _facts(page: Page) -> None:
    page.get_by_role("link", name="Thông tin chung").click()
    page.get_by_role("checkbox", name="Công dân").check()
    page.get_by_label("Mức độ 3: ").check()
    page.get_by_label("Cấp tỉnh: ").check()
    page.locator("#id_handling_agency_code").select_option(label="Sở Tư pháp")
    page.get_by_label("Ngày làm việc", exact=True).check()
    page.get_by_label("Thời hạn theo luật").fill("5")
    page.get_by_label("Thời hạn của tỉnh").fill("3")
    page.locator("#id_laws-0-text").fill("Luật Giáo dục số 43/2019/QH14")
    page.locator("#id_results-0-text").fill("Bản sao trích lục")
    page.get_by_label("Tại Bộ phận một cửa", exact=True).check()
    _save(page)
    page.wait_for_url(f"**{DRAFT}")


def _form(page: Page) -> None:
    """Seven fields ready-made, five of one's own, two of them under a condition."""
    page.get_by_role("link", name="Mẫu đơn điện tử").click()
    page.get_by_role("button", name="Người nộp", exact=True).click()
    page.get_by_role("link", name="Phần mới").click()
    page.locator("[name=title]").fill("Nội dung yêu cầu")
    _save(page, "Lưu, thêm trường")
    page.goto(f"{DRAFT}form/")
    outline = f"{DRAFT}form/"
    _add(page, "Chọn một", "Mục đích", required=True)
    page.locator("[name=choices-0-label]").fill("Xin việc")
    page.locator("[name=choices-1-label]").fill("Khác")
    _save(page)
    _add(page, "Chữ, một dòng", "Mục đích khác", required=True)
    _save(page, "Lưu, đặt điều kiện hiện")
    _condition(page, "Mục đích", "Khác")
    page.goto(outline)
    _add(page, "Số nguyên", "Số bản", required=True)
    _save(page)
    _add(page, "Có hay không", "Cần bản dịch")
    _save(page)
    _add(page, "Chữ, một dòng", "Ngôn ngữ")
    _save(page, "Lưu, đặt điều kiện hiện")
    _condition(page, "Cần bản dịch", "Có")
    page.goto(outline)
    expect(page.get_by_text("12 trường")).to_be_visible()


def _add(page: Page, kind: str, label: str, *, required: bool = False) -> None:
    page.get_by_role("link", name="Thêm trường vào cuối phần Nội dung yêu cầu").click()
    page.get_by_role("link", name=kind, exact=True).click()
    page.locator("[name=label]").fill(label)
    if required:
        page.locator("[name=required]").check()


def _condition(page: Page, field: str, value: str) -> None:
    page.locator("#b0-r0-field").select_option(label=field)
    page.locator("#b0-r0-value").select_option(label=value)
    _save(page, "Lưu điều kiện")
    expect(page.get_by_text(f"{field} là {value}").first).to_be_visible()


def _papers(page: Page) -> None:
    page.goto(DRAFT)
    page.get_by_role("link", name="Thành phần hồ sơ").click()
    page.get_by_role("link", name="Thêm giấy tờ").click()
    for name, button in (
        ("Bản chụp học bạ", "Lưu và thêm tiếp"),
        ("Ảnh chân dung", "Lưu và thêm tiếp"),
        ("Giấy ủy quyền", "Lưu"),
    ):
        page.get_by_label("Tên giấy tờ").fill(name)
        if name != "Bản chụp học bạ":
            page.get_by_label("Chỉ khi cần").check()
        page.get_by_label("Bản sao", exact=True).fill("1")
        _save(page, button)


def _steps(page: Page) -> None:
    for name, role in (
        ("Tiếp nhận", "Cán bộ một cửa"),
        ("Thụ lý", "Cán bộ thụ lý"),
        ("Ký duyệt", "Lãnh đạo"),
        ("Trả kết quả", "Cán bộ một cửa"),
    ):
        page.goto(f"{DRAFT}steps/")
        page.get_by_role("link", name="Thêm bước").click()
        page.get_by_label("Tên bước").fill(name)
        page.get_by_label(role).check()
        page.get_by_label("Thời gian").fill("4")
        _save(page)


def _fee(page: Page) -> None:
    page.goto(f"{DRAFT}fees/")
    page.get_by_role("link", name="Thêm khoản thu").click()
    page.get_by_label("Tên khoản thu").fill("Phí sao lục")
    page.get_by_label("Phí", exact=True).check()
    page.get_by_label("Theo số lượng").check()
    page.get_by_label("Số lượng lấy từ câu hỏi").select_option(label="Số bản")
    page.locator("#id_unit").fill("bản")
    page.locator("#id_amount_vnd").fill("8.000 đ")
    page.get_by_label("HĐND tỉnh").check()
    page.get_by_label("Văn bản quy định mức thu").fill("Nghị quyết 12/2021/NQ-HĐND")
    _save(page)


def _reduction(page: Page) -> None:
    page.goto(f"{DRAFT}reductions/")
    page.get_by_role("link", name="Thêm mức giảm").click()
    page.get_by_label("Tên mức giảm").fill("Giảm nửa khi nộp trực tuyến")
    page.get_by_label("Theo tỷ lệ").check()
    page.get_by_label("Tỷ lệ", exact=True).fill("50")
    page.get_by_label("Nộp trực tuyến").check()
    page.get_by_label("Áp dụng từ ngày").fill("1/1/2022")
    page.get_by_label("Văn bản quy định miễn giảm").fill("Nghị quyết 12/2021/NQ-HĐND")
    _save(page)


def _submit(page: Page) -> None:
    page.goto(DRAFT)
    page.get_by_role("link", name="Trình phê duyệt").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Trình phê duyệt").click()
    expect(page.get_by_text("Chờ phê duyệt").first).to_be_visible()


def _approve(page: Page) -> None:
    page.goto("/manage/")
    with page.expect_navigation():
        page.get_by_role("link", name=NAME).first.click()
    page.goto(f"{DRAFT}approve/")
    expect(page.get_by_text("Phí sao lục").first).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Phê duyệt").click()
    expect(page.get_by_text("Đang áp dụng").first).to_be_visible()


def _file(page: Page, tmp_path: Path) -> None:
    page.goto(f"/services/{CODE}/")
    page.get_by_role("link", name="Nộp hồ sơ").first.click()
    page.get_by_role("link", name="Người nộp").first.click()
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    page.get_by_label("Khác", exact=True).check()
    page.get_by_label("Mục đích khác").fill("Du học")
    page.get_by_label("Số bản").fill("2")
    page.get_by_label("Không", exact=True).check()
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    photo = tmp_path / "hoc-ba.jpg"
    photo.write_bytes(small_jpeg())
    page.get_by_label("Chọn tệp hoặc chụp ảnh").first.set_input_files(photo)
    expect(page.get_by_text("Đã có tệp")).to_be_visible()
    page.get_by_role("button", name="Tiếp tục").click()
    expect(page.get_by_text("8.000 đ").first).to_be_visible()
    page.get_by_label("Tôi cam đoan").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.wait_for_url("**/filed/")
