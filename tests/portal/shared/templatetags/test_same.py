"""The parts that are the same for everybody follow the language and the names of the portal."""

from django.template import engines
from django.utils import translation

_PAGE = '{% same_for_all "components/brand.html" %}'


def _shown(**context: object) -> str:
    return engines["django"].from_string(_PAGE).render(context)


def test_each_name_and_language_has_its_own():
    assert "Cổng dịch vụ công tỉnh Quảng Nam" in _shown(province_name="Quảng Nam")
    assert "Cổng dịch vụ công tỉnh Đà Nẵng" in _shown(province_name="Đà Nẵng")
    assert "(bản trình diễn)" in _shown(province_name="Đà Nẵng", demo_mode=True)
    assert "(bản trình diễn)" not in _shown(province_name="Đà Nẵng", demo_mode=False)
    with translation.override("en"):
        assert "Cổng dịch vụ công" not in _shown(province_name="Đà Nẵng")
    assert "Cổng dịch vụ công tỉnh Đà Nẵng" in _shown(province_name="Đà Nẵng")


def test_it_knows_nothing_of_the_person_who_asks():
    shown = _shown(province_name="Quảng Nam", user="Trà", request="?")
    assert shown == _shown(province_name="Quảng Nam")


def test_an_error_page_knows_no_names():
    assert "Một Cửa" in _shown()
