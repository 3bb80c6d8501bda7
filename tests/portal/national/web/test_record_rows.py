"""Values of a message, masked for whoever reads the page."""

import pytest

from portal.national.web.record_rows import record_tables, shown


@pytest.mark.parametrize("name", ["SoGiayToChuHoSo", "SoDinhDanh"])
def test_a_number_of_a_person_is_masked_however_short(name):
    """A passport's has eight characters: what looks for long rows of digits would not see it."""
    for number in ("B1234567", "049190004747"):
        assert number not in shown(name, number, shows_names=True)
        assert number[3:-3] not in shown(name, number, shows_names=True)


def test_it_is_masked_within_a_part_of_the_record_too():
    record = {"DinhDanhCHS": {"LoaiDinhDanh": "1", "SoDinhDanh": "B1234567"}}
    [table] = record_tables({"DongBoHoSoMC": record}, mended=(), shows_names=True)
    assert "B1234567" not in table.rows[0].value
    assert "SoDinhDanh" not in table.rows[0].value
