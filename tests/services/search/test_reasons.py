"""Results say why they are there."""

import pytest
from django.test import Client

from services.queries import Filters, search_page
from services.search.reasons import Part, name_parts, reasons

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("tam tru", ["Khớp tên thủ tục"]),
        ("ket hon", ["Thuộc sự kiện “Kết hôn”"]),
        ("2.000488", ["Khớp mã thủ tục"]),
        ("gplx", ["“gplx” được hiểu là “giấy phép lái xe”"]),
        ("qua đời", ["Thuộc sự kiện “Người thân qua đời”"]),
        ("khia sinh", ["Khớp tên thủ tục", "Theo cách viết “khai sinh”"]),
        ("tach thua dat dai", ["Khớp tên thủ tục", "Khớp lĩnh vực “Đất đai”"]),
        ("khai sinh mèo", ["Khớp tên thủ tục", "Không có từ: mèo"]),
    ],
)
def test_why_the_first_was_found(typed: str, why: list[str]) -> None:
    page = search_page(typed, Filters())

    assert reasons(page.revisions[0], page) == why


def test_words_of_the_name_are_marked() -> None:
    page = search_page("ly lich tu phap", Filters())
    first = page.revisions[0]

    assert name_parts(first.procedure.name, page.readings[first.procedure_id])[:3] == [
        Part("Cấp Phiếu ", False),
        Part("lý lịch tư pháp", True),
        Part(" cho công dân Việt Nam, người nước ngoài đang cư trú tại Việt Nam", False),
    ]


def test_a_name_is_shown_as_text(client: Client) -> None:
    page = client.get("/services/?q=khia+sinh").content.decode()

    assert "<mark>khai sinh</mark>" in page
    assert "Đã tìm <strong>“khai sinh”</strong> thay cho “khia sinh”." in page
    assert 'href="/services/?q=khia+sinh&amp;exact=1"' in page
