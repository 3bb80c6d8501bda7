"""What people type, and the procedure that must come first, in the shipped catalogue."""

import pytest

from services.queries import Filters, search, search_page

pytestmark = pytest.mark.usefixtures("shipped_catalogue", "db")

WANTED = [
    ("ly lich tu phap", "2.000488"),
    ("lý lịch tư pháp", "2.000488"),
    ("lý lịch", "2.000488"),
    ("LÝ LỊCH", "2.000488"),
    ("ly lich", "2.000488"),
    ("ly li", "2.000488"),
    ("ly\u0301 li\u0323ch", "2.000488"),
    ("phieu ly lich tu phap", "2.000488"),
    ("tôi muốn làm lý lịch tư pháp", "2.000488"),
    ("lltp", "2.000488"),
    ("2.000488", "2.000488"),
    ("000488", "2.000488"),
    ("2000488", "2.000488"),
    (" 2.000488.000.00.00.H47 ", "2.000488"),
    ("khai sinh", "1.001193"),
    ("đăng ký khai sinh", "1.001193"),
    ("thu tuc dang ky khai sinh", "1.001193"),
    ("khai sinh cho con có yếu tố nước ngoài", "2.000528"),
    ("khai tử", "1.000656"),
    ("kết hôn", "1.000894"),
    ("độc thân", "1.004873"),
    ("doc than", "1.004873"),
    ("tình trạng hôn nhân", "1.004873"),
    ("sổ đỏ", "1.004199"),
    ("cấp đổi sổ đỏ", "1.004199"),
    ("tach thua", "1.004203"),
    ("bằng lái", "1.002809"),
    ("doi bang lai xe", "1.002809"),
    ("mất bằng lái", "1.002820"),
    ("gplx", "1.002809"),
    ("chứng thực bản sao", "2.000815"),
    ("sao y ban chinh", "2.000815"),
    ("trích lục", "2.000635"),
    ("tạm trú", "1.004194"),
    ("nhập hộ khẩu", "1.004222"),
    ("hộ kinh doanh", "1.001612"),
    ("mở quán cà phê", "1.001612"),
    ("xây nhà", "1.009994"),
    ("thất nghiệp", "1.001978"),
    ("giấy phép lao động", "2.000205"),
    ("bán rượu", "2.000620"),
    ("chứng chỉ hành nghề dược", "1.004616"),
    ("hộ nghèo", "1.011607"),
    ("mai táng", "1.001731"),
]


@pytest.mark.parametrize(("typed", "code"), WANTED, ids=[typed for typed, _code in WANTED])
def test_the_wanted_procedure_comes_first(typed: str, code: str) -> None:
    assert search_page(typed, Filters()).revisions[0].procedure.code == code


@pytest.mark.parametrize(
    "typed", ["xyzzy", "((( & | ! :*", "'; drop table zzz", "\x00", "q" * 5000]
)
def test_nothing_is_found_and_nothing_breaks(typed: str) -> None:
    page = search_page(typed, Filters())

    assert (page.revisions, page.has_next, page.near) == ([], False, False)


def test_near_results_say_that_they_are_near() -> None:
    page = search_page("khai sinh xyzzy", Filters())

    assert page.near
    assert page.revisions[0].procedure.code == "1.001193"
    assert search("khai sinh xyzzy") == []


def test_filters_narrow_a_search() -> None:
    codes = {
        revision.procedure.code
        for revision in search_page("khai sinh", Filters(agency_level="district")).revisions
    }

    assert codes == {"2.000528", "1.001695", "2.000522", "2.000547"}


def test_pages_follow_each_other_without_gap_or_repeat() -> None:
    seen = []
    number, more = 1, True
    while more:
        page = search_page("", Filters(), number)
        seen += [revision.procedure.code for revision in page.revisions]
        number, more = number + 1, page.has_next

    assert (len(seen), len(set(seen)), number) == (143, 143, 6)


def test_two_queries_find_a_page(django_assert_num_queries) -> None:
    search_page("ly lich", Filters(sector="ly-lich-tu-phap"))  # what is remembered for a minute

    with django_assert_num_queries(2):
        page = search_page("ly lich tu phap", Filters(sector="ly-lich-tu-phap", level=4))
        names = [(r.procedure.name, r.procedure.sector.name, r.handling_agency.name)
                 for r in page.revisions]  # fmt: skip

    assert len(names) == 1
