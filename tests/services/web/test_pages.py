"""The public pages of the catalogue: what they say, and what they cost."""

import pytest
from django.test import Client

from portal.agencies.models import Agency
from services.models import Procedure, Sector

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")


def text(client: Client, url: str, status: int = 200) -> str:
    response = client.get(url)
    assert response.status_code == status
    return " ".join(response.content.decode().split())


def test_search_shows_code_level_agency_time_and_fee(client: Client) -> None:
    page = text(client, "/services/?q=ly+lich+tu+phap")

    first = page.split('class="results"')[1].split("</li>")[0]
    for words in (
        'href="/services/2.000488/"',
        "Cấp Phiếu <mark>lý lịch tư pháp</mark> cho công dân Việt Nam", "Khớp tên thủ tục",
        "Mức độ 4", "2.000488", "Lý lịch tư pháp", "Sở Tư pháp", "10 ngày", "200.000 đ",
    ):  # fmt: skip
        assert words in first


def test_facts_that_are_kept_as_html_follow_every_change(client: Client) -> None:
    """They are kept by what they say: a renamed sector or agency is shown with the next request,
    and each language has its own."""
    search = "/services/?q=ly+lich+tu+phap"
    before = text(client, search).split('class="results"')[1]
    assert "<span>Lý lịch tư pháp</span>" in before
    assert "<span>Sở Tư pháp</span>" in before

    Sector.objects.filter(name="Lý lịch tư pháp").update(name="Lý lịch <mới>")
    Agency.objects.filter(name="Sở Tư pháp").update(name="Sở Tư pháp và Hộ tịch")

    after = text(client, search).split('class="results"')[1]
    assert "<span>Lý lịch &lt;mới&gt;</span>" in after
    assert "<span>Sở Tư pháp và Hộ tịch</span>" in after
    assert "<span>Lý lịch tư pháp</span>" not in after
    client.cookies["django_language"] = "en"
    assert "Level 4" in text(client, search).split('class="results"')[1]


def test_filters_are_kept_and_can_be_taken_away_one_by_one(client: Client) -> None:
    page = text(client, "/services/?q=dat&sector=dat-dai&level=3")

    assert '<option value="dat-dai" selected>' in page
    assert 'href="/services/?q=dat&amp;level=3"' in page
    assert 'href="/services/?q=dat&amp;sector=dat-dai"' in page


def test_the_next_page_keeps_the_filters(client: Client) -> None:
    page = text(client, "/services/?level=3")

    assert 'href="/services/?level=3&amp;page=2"' in page
    assert 'rel="prev" href="/services/?level=3"' in text(client, "/services/?level=3&page=2")


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=9999999", "level=9", "sector=none"])
def test_a_strange_query_is_no_error(client: Client, query: str) -> None:
    text(client, f"/services/?{query}")


def test_nothing_found_says_what_to_try(client: Client) -> None:
    assert "Thử từ ngắn hơn, tên gọi khác hoặc mã thủ tục" in text(client, "/services/?q=xyzzy")


def test_what_was_typed_is_shown_as_text(client: Client) -> None:
    page = text(client, '/services/?q="><script>alert(1)</script>')

    assert "<script>alert" not in page


def test_the_procedure_page_says_all_there_is_to_know(client: Client) -> None:
    page = text(client, "/services/2.000488/")

    for words in (
        "10 ngày", "200.000 đ", "100.000 đ", "Nghị quyết số 47", "Mức độ 4", "Sở Tư pháp",
        "Trực tuyến, tại Trung tâm Phục vụ hành chính công tỉnh hoặc qua bưu chính công ích",
        "Bản chụp Căn cước công dân", "Thụ lý hồ sơ", "Luật Lý lịch tư pháp số 28/2009/QH12",
        "2.000488.000.00.00.H47", "100.000 đ nộp trực tuyến", "Nộp hồ sơ",
    ):  # fmt: skip
        assert words in page, words


def test_level_3_pays_at_the_counter(client: Client) -> None:
    page = text(client, "/services/2.000815/")

    assert "Phí nộp tại quầy." in page
    assert "nộp trực tuyến</span>" not in page


def test_a_local_code_leads_to_the_national_one(client: Client) -> None:
    response = client.get("/services/2.000488.000.00.00.H47/")

    assert (response.status_code, response["Location"]) == (302, "/services/2.000488/")


@pytest.mark.parametrize("code", ["9.999999", "khong-co", "2.000488x"])
def test_an_unknown_code_is_404_with_a_search(client: Client, code: str) -> None:
    page = text(client, f"/services/{code}/", 404)

    assert code in page
    assert 'role="search"' in page


@pytest.mark.parametrize(
    ("url", "cold", "warm"),
    [("/services/?q=khai+sinh", 9, 2), ("/services/", 3, 1), ("/services/2.000488/", 8, 2)],
)
def test_queries(client: Client, django_assert_num_queries, url: str, cold: int, warm: int) -> None:
    with django_assert_num_queries(cold):
        client.get(url)
    with django_assert_num_queries(warm):
        client.get(url)


def test_every_procedure_has_a_page(client: Client) -> None:
    for code in Procedure.objects.values_list("code", flat=True):
        assert client.get(f"/services/{code}/").status_code == 200, code


@pytest.mark.parametrize("url", ["/help/", "/about/"])
def test_plain_pages_ask_the_database_nothing(
    client: Client, django_assert_num_queries, url: str
) -> None:
    with django_assert_num_queries(0):
        text(client, url)
