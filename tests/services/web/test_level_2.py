"""A procedure that is only described online."""

from collections.abc import Callable

from django.test import Client


def test_it_says_how_to_file_on_paper_and_offers_no_filing(
    client: Client, import_rows: Callable[..., object]
) -> None:
    import_rows({"online_level_34": "2"})

    page = " ".join(client.get("/services/2.000488/").content.decode().split())

    assert "Thủ tục này chưa nộp được trực tuyến (mức độ 2)." in page
    assert "Mang giấy tờ đến Trung tâm Phục vụ hành chính công tỉnh." in page
    assert "Nộp hồ sơ</a>" not in page
    assert "sticky-bar" not in page


def test_level_3_offers_filing(client: Client, import_rows: Callable[..., object]) -> None:
    import_rows({"online_level_34": "3"})

    page = " ".join(client.get("/services/2.000488/").content.decode().split())

    assert "Nộp hồ sơ</a>" in page
    assert "200.000 đ, nộp tại quầy" in page
