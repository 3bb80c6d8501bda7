"""Tables, computed values and file slots as people meet them: on a phone, on a desk, without
JavaScript; and conditions on answers of another page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dossiers.actions.start_draft import start_draft
from dossiers.models import Attachment, Dossier
from portal.agencies.models import Agency
from services.models import Revision
from tests.browser.conftest import show_session
from tests.browser.test_accessibility import AXE, RULES
from tests.files import small_jpeg
from tests.patience import PATIENCE_MS
from tests.world import Person

FORM = {
    "sections": [
        {
            "key": "who",
            "title": "Người khai",
            "fields": [
                {"key": "sells", "type": "yes_no", "label": "Có bán hàng", "required": True}
            ],
        },
        {
            "key": "goods",
            "title": "Hàng hóa",
            "fields": [
                {
                    "key": "note", "type": "text", "label": "Nơi bán hàng",
                    "show_if": {"field": "sells", "op": "eq", "value": "yes"},
                },
                {
                    "key": "items", "type": "table", "label": "Mặt hàng kê khai",
                    "item_label": "Mặt hàng", "required": True, "max_items": 5,
                    "hint": "Ghi từng mặt hàng vào một dòng.",
                    "fields": [
                        {"key": "name", "type": "text", "label": "Tên hàng", "required": True},
                        {"key": "count", "type": "whole_number", "label": "Số lượng",
                         "required": True, "min": 1},
                        {"key": "price", "type": "money", "label": "Đơn giá", "required": True},
                        {"key": "total", "type": "computed", "label": "Thành tiền", "unit": "đ",
                         "formula": {"op": "product", "of": ["count", "price"]}},
                    ],
                },
                {
                    "key": "all", "type": "computed", "label": "Tổng giá trị", "unit": "đ",
                    "formula": {"op": "sum_rows", "of": ["items"], "column": "total"},
                },
                {
                    "key": "origin", "type": "text", "label": "Nguồn gốc hàng hóa",
                    "show_if": {"field": "all", "op": "gt", "value": 1000000},
                },
                {
                    "key": "income", "type": "table", "label": "Doanh thu từng năm",
                    "row_labels": ["Năm 2020", "Năm 2021"],
                    "fields": [
                        {"key": "amount", "type": "money", "label": "Doanh thu"},
                        {"key": "kept", "type": "yes_no", "label": "Có sổ sách"},
                    ],
                },
                {
                    "key": "photo", "type": "file", "label": "Ảnh nơi bán hàng", "required": True,
                    "max_files": 2, "max_megabytes": 5, "hint": "Chụp rõ biển hiệu.",
                },
            ],
        },
    ]
}  # fmt: skip
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def draft(make_revision: Callable[..., Revision], justice: Agency, tra: Person) -> Dossier:
    """A draft under the form, with its first page answered."""
    made = start_draft(
        actor=tra.actor, revision=make_revision(eform=FORM, papers=()), handling_agency=justice
    )
    made.answers = {"sells": "yes"}
    made.save()
    return made


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """A photo."""
    file = tmp_path / "bien-hieu.jpg"
    file.write_bytes(small_jpeg())
    return file


@pytest.fixture
def open_as(
    browser: Browser, browser_context_args: dict[str, Any], base_url: str, tra: Person,
    client_as: Callable[[Person], Client],
) -> Callable[..., tuple[BrowserContext, Page]]:  # fmt: skip
    """Trà's browser."""

    def make(**more: Any) -> tuple[BrowserContext, Page]:
        context = browser.new_context(**browser_context_args | more)
        context.set_default_timeout(PATIENCE_MS)
        show_session(context, client_as(tra), base_url)
        return context, context.new_page()

    return make


def address(draft: Dossier, section: str = "goods") -> str:
    return f"/me/dossiers/{draft.key}/sections/{section}/"


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 900}], ids=["phone", "desk"])
def test_rows_sums_and_files_while_they_are_typed(
    open_as: Any, draft: Dossier, photo: Path, viewport: dict[str, int]
) -> None:
    context, page = open_as(viewport=viewport)
    page.goto(address(draft))
    expect(page.locator("#id_note")).to_be_visible()  # its condition is of another page
    expect(page.locator("#id_origin")).to_be_hidden()
    fill_row(page, 0, "Gạo", "2", "500.000")
    expect(page.locator("[name='items.0.total']")).to_have_text("1.000.000 đ")
    page.get_by_role("button", name="Thêm mặt hàng").press("Enter")
    expect(page.locator("[name='items.1.name']")).to_be_focused()
    fill_row(page, 1, "Ngô", "3", "200000")
    expect(page.locator("[name='all']")).to_have_text("1.600.000 đ")
    expect(page.locator("#id_origin")).to_be_visible()
    page.locator("#id_photo-slot-file").set_input_files(photo)
    expect(page.locator("#id_photo-slot .upload__name")).to_contain_text("bien-hieu.jpg")
    page.locator("#id_note").fill("Chợ Tam Kỳ")
    found = AXE.run(page, options=RULES).response["violations"]
    assert [each["id"] for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="Xóa Mặt hàng 1").click()
    expect(page.locator("[name='all']")).to_have_text("600.000 đ")
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Hàng hóa")
    context.close()
    draft.refresh_from_db()
    assert draft.answers["items"] == [{"name": "Ngô", "count": 3, "price": 200000, "total": 600000}]
    assert draft.answers["note"] == "Chợ Tam Kỳ"
    assert Attachment.objects.filter(dossier=draft, state="accepted").count() == 1


def test_everything_without_javascript(open_as: Any, draft: Dossier, photo: Path) -> None:
    context, page = open_as(java_script_enabled=False, viewport=PHONE)
    page.goto(address(draft))
    fill_row(page, 0, "Gạo", "2", "500.000")
    page.locator("[name='income.1.amount']").fill("5 triệu")
    page.get_by_role("button", name="Thêm mặt hàng").click()
    assert page.locator("[name='items.0.total']").inner_text() == "1.000.000 đ"
    page.locator("#id_photo-slot-file").set_input_files(photo)
    page.get_by_role("button", name="Gửi tệp").click()
    assert "bien-hieu.jpg" in page.locator("#id_photo-slot").inner_text()
    assert page.locator("[name='items.0.name']").input_value() == "Gạo"
    page.locator("#id_photo-slot").get_by_role("button", name="Gỡ bỏ").click()
    assert "bien-hieu.jpg" not in page.locator("#id_photo-slot").inner_text()
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    assert "Tải lên tệp cho “Ảnh nơi bán hàng”." in page.locator(".error-summary").inner_text()
    page.locator("#id_photo-slot-file").set_input_files(photo)
    page.get_by_role("button", name="Lưu và tiếp tục").click()
    assert page.get_by_role("heading", level=1).inner_text() != "Hàng hóa"
    context.close()
    draft.refresh_from_db()
    assert draft.answers["income"] == [{}, {"amount": 5_000_000}]


def fill_row(page: Page, row: int, name: str, count: str, price: str) -> None:
    page.locator(f"[name='items.{row}.name']").fill(name)
    page.locator(f"[name='items.{row}.count']").fill(count)
    page.locator(f"[name='items.{row}.price']").fill(price)
    page.locator(f"[name='items.{row}.price']").blur()
