import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.agencies.models import AdministrativeUnit
from portal.agencies.queries import forget_communes
from services.eforms.answers import clean
from services.eforms.province_places import province_places
from tests.services.eforms.forms import field, form_of


@pytest.fixture
def units(db):
    AdministrativeUnit.objects.all().delete()
    district = AdministrativeUnit.objects.create(code="517", name="Huyện Núi Thành", kind="huyen")
    AdministrativeUnit.objects.create(code="20977", name="Xã Tam Tiến", kind="xa", parent=district)
    forget_communes()


def test_reads_the_units_of_the_province(units):
    found = province_places()
    assert found.full_name("20977") == "Xã Tam Tiến, Huyện Núi Thành, tỉnh Quảng Nam"
    assert found.full_name("517") is None
    assert found.options == (
        '<optgroup label="Huyện Núi Thành"><option value="20977">Xã Tam Tiến</option></optgroup>'
    )


def test_a_new_unit_is_seen_when_the_old_ones_are_forgotten(units):
    province_places()
    parent = AdministrativeUnit.objects.get(code="517")
    AdministrativeUnit.objects.create(code="20980", name="Xã Tam Hải", kind="xa", parent=parent)
    forget_communes()
    assert province_places().full_name("20980") == "Xã Tam Hải, Huyện Núi Thành, tỉnh Quảng Nam"


def test_a_form_asks_nothing_of_the_database_however_many_addresses_it_has(units):
    form = form_of(field("address", "home"), field("address", "work"))
    address = {"commune": "20977", "line": "Thôn 3"}
    province_places()
    with CaptureQueriesContext(connection) as queries:
        cleaned = clean(form, {"home": address, "work": address}, partial=False)
    assert cleaned.is_valid
    assert len(queries) == 0
