"""`/api/v1/procedures/`: exact values, and what they cost."""

from collections.abc import Callable

import pytest
from django.test import Client

from dossiers.models import Dossier
from services.models import Reduction, Revision
from services.search import pages
from services.search.indexing import index_procedure

pytestmark = pytest.mark.django_db

SUMMARY = {
    "code": "2.000488",
    "name": "Cấp Phiếu lý lịch tư pháp",
    "sector": {"slug": "ly-lich-tu-phap", "name": "Lý lịch tư pháp"},
    "level": 4,
    "agency_level": "province",
    "agency": "Sở Tư pháp",
    "time_value": 10,
    "time_unit": "day",
    "time_limit": "10 ngày",
    "base_fee_vnd": 200_000,
    "fee_note": "",
    "url": "http://testserver/services/2.000488/",
}


@pytest.fixture
def revision(make_revision: Callable[..., Revision], half_price: Reduction) -> Revision:
    revision = make_revision()
    index_procedure(revision.procedure)
    return revision


@pytest.mark.parametrize("q", ["", "ly lich tu phap", "Lý lịch", "2.000488"])
def test_the_list_searches_like_the_page(client: Client, revision: Revision, q: str) -> None:
    answer = client.get("/api/v1/procedures/", {"q": q})

    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer.json() == {"next": None, "previous": None, "near": False, "results": [SUMMARY]}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"sector": "ly-lich-tu-phap"}, 1), ({"sector": "dat-dai"}, 0), ({"level": "4"}, 1),
        ({"level": "3"}, 0), ({"agency_level": "province"}, 1), ({"agency_level": "commune"}, 0),
        ({"agency": "000.00.15.H47"}, 1), ({"agency": "000.00.16.H47"}, 0), ({"q": "xyzzy"}, 0),
    ],
)  # fmt: skip
def test_filters(client: Client, revision: Revision, query: dict[str, str], found: int) -> None:
    results = client.get("/api/v1/procedures/", query).json()["results"]

    assert [result["code"] for result in results] == ["2.000488"] * found


def test_pages_have_neighbours_and_no_count(
    client: Client, make_revision: Callable[..., Revision], monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        make_revision(f"1.00000{number}")
    monkeypatch.setattr(pages, "PAGE_SIZE", 1)

    page = client.get("/api/v1/procedures/", {"level": "4", "page": "2"}).json()

    assert [result["code"] for result in page["results"]] == ["1.000001"]
    assert page["next"] == "http://testserver/api/v1/procedures/?level=4&page=3"
    assert page["previous"] == "http://testserver/api/v1/procedures/?level=4&page=1"
    assert client.get("/api/v1/procedures/", {"page": "3"}).json()["next"] is None


def test_a_wrong_parameter_is_named(client: Client, revision: Revision) -> None:
    answer = client.get("/api/v1/procedures/", {"level": "9", "page": "0"})

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "Yêu cầu không hợp lệ",
        "status": 400,
        "detail": "Sửa các tham số nêu trong invalid_params rồi gửi lại.",
        "invalid_params": {
            "level": "Chọn mức độ 2, 3 hoặc 4.",
            "page": "Nhập số trang từ 1 đến 100.",
        },
    }


def test_a_procedure_tells_all_there_is(client: Client, revision: Revision) -> None:
    told = client.get("/api/v1/procedures/2.000488/").json()

    assert told == SUMMARY | {
        "local_code": "",
        "revision": 1,
        "published_at": told["published_at"],
        "time_note": "",
        "legal_time_value": None,
        "audiences": [],
        "legal_basis": ["Luật Lý lịch tư pháp 2009"],
        "results": ["Phiếu lý lịch tư pháp"],
        "return_channels": ["online", "counter", "post"],
        "papers": [
            {
                "key": "cccd", "name": "Bản chụp thẻ căn cước", "required": True, "originals": 0,
                "copies": 0, "certified": 0, "note": "", "replaced_by": {},
            }
        ],
        "steps": [{"order": 1, "role": "clerk", "name": "Tiếp nhận"}],
        "fees": {
            "items": [
                {
                    "key": "phi", "kind": "phi", "name": "Phí",
                    "rule": {"kind": "fixed", "amount_vnd": 200_000}, "legal_basis": "TT 244",
                }
            ],
            "counter_vnd": 200_000,
            "online_vnd": 100_000,
            "online_reductions": [
                {
                    "name": "Giảm 50% khi nộp trực tuyến", "percent": 50, "amount_vnd": -100_000,
                    "legal_basis": "Nghị quyết 47/NQ-HĐND ngày 08/12/2021",
                }
            ],
        },
        "eform": revision.eform,
    }  # fmt: skip


def test_paper_only_has_no_online_fee(
    client: Client, make_revision: Callable[..., Revision], half_price: Reduction
) -> None:
    make_revision(level=2)

    fees = client.get("/api/v1/procedures/2.000488/").json()["fees"]

    assert (fees["counter_vnd"], fees["online_vnd"], fees["online_reductions"]) == (
        200_000, None, [],
    )  # fmt: skip


def test_a_local_code_finds_the_national_one(client: Client, revision: Revision) -> None:
    told = client.get("/api/v1/procedures/2.000488.000.00.00.H47/").json()

    assert told["code"] == "2.000488"


@pytest.mark.parametrize("code", ["9.999999", "x"])
def test_an_unknown_code_is_404(client: Client, revision: Revision, code: str) -> None:
    answer = client.get(f"/api/v1/procedures/{code}/")

    assert answer.status_code == 404
    assert answer.json() == {
        "type": "about:blank",
        "title": "Không tìm thấy",
        "status": 404,
        "detail": "Không có thủ tục nào đang áp dụng với mã này.",
    }


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_only_reads(client: Client, revision: Revision, method: str) -> None:
    answer = getattr(client, method)("/api/v1/procedures/2.000488/")

    assert (answer.status_code, answer.json()["title"]) == (405, "Không dùng được phương thức này")
    assert not Dossier.objects.exists()


@pytest.mark.parametrize(
    ("url", "cold", "warm"),
    [("/api/v1/procedures/?q=ly+lich", 7, 2), ("/api/v1/procedures/2.000488/", 8, 3)],
)
def test_queries(
    client: Client, revision: Revision, django_assert_num_queries, url: str, cold: int, warm: int
) -> None:
    with django_assert_num_queries(cold):
        client.get(url)
    with django_assert_num_queries(warm):
        client.get(url)
