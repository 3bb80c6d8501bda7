"""Fixtures of the named world (a pytest plugin, loaded by tests/conftest.py)."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts import demo_people
from portal.agencies.models import Agency
from portal.agencies.queries import forget_communes
from tests import world
from tests.world import Person

CITIZENS = {demo.key: demo for demo in demo_people.CITIZENS}
STAFF = {demo.key: demo for demo in demo_people.STAFF}
Level = Agency.Level


@pytest.fixture(autouse=True)
def places_of_one_test() -> None:
    """Places kept in memory are those of another test's database."""
    forget_communes()


@pytest.fixture
def province(db: None) -> Agency:
    """Ủy ban nhân dân tỉnh Quảng Nam."""
    return world.province_agency()


@pytest.fixture
def one_stop(province: Agency) -> Agency:
    """The provincial one-stop centre."""
    return world.one_stop_centre()


@pytest.fixture
def justice(province: Agency) -> Agency:
    """Sở Tư pháp."""
    return world.justice_department()


@pytest.fixture
def units(db: None) -> None:
    """Thành phố Tam Kỳ with a ward, Huyện Núi Thành with Xã Tam Tiến."""
    world.make_unit("502", "Thành phố Tam Kỳ", "thanh-pho")
    world.make_unit("20335", "Phường Tân Thạnh", "phuong", "502")
    world.make_unit("517", "Huyện Núi Thành", "huyen")
    world.make_unit("20974", "Xã Tam Tiến", "xa", "517")


@pytest.fixture
def nui_thanh(province: Agency, units: None) -> Agency:
    """Ủy ban nhân dân huyện Núi Thành."""
    return world.make_agency(
        "000.00.46.H47",
        "Ủy ban nhân dân huyện Núi Thành",
        Level.DISTRICT,
        code_2020="H47.46",
        parent=province,
        unit=world.make_unit("517", "Huyện Núi Thành", "huyen"),
        is_one_stop=True,
    )


@pytest.fixture
def tam_tien(nui_thanh: Agency) -> Agency:
    """Ủy ban nhân dân xã Tam Tiến."""
    return world.make_agency(
        "000.04.46.H47",
        "Ủy ban nhân dân xã Tam Tiến",
        Level.COMMUNE,
        code_2020="H47.46.4",
        parent=nui_thanh,
        unit=world.make_unit("20974", "Xã Tam Tiến", "xa", "517"),
        is_one_stop=True,
    )


@pytest.fixture
def tra(units: None) -> Person:
    """Nguyễn Thị Trà, a citizen of Tam Tiến."""
    return world.make_demo_citizen(CITIZENS["tra"])


@pytest.fixture
def lan(units: None) -> Person:
    """Trần Thị Lan, another citizen."""
    return world.make_demo_citizen(CITIZENS["lan"])


@pytest.fixture
def clerk(one_stop: Agency) -> Person:
    """Clerk of the provincial one-stop centre."""
    return world.make_demo_staff(STAFF["clerk"])


@pytest.fixture
def officer(justice: Agency) -> Person:
    """Officer of Sở Tư pháp."""
    return world.make_demo_staff(STAFF["officer"])


@pytest.fixture
def leader(justice: Agency) -> Person:
    """Leader of Sở Tư pháp."""
    return world.make_demo_staff(STAFF["leader"])


@pytest.fixture
def leader_motcua(one_stop: Agency) -> Person:
    """Leader of the provincial one-stop centre."""
    return world.make_demo_staff(STAFF["leader_motcua"])


@pytest.fixture
def admin(province: Agency) -> Person:
    """Provincial admin."""
    return world.make_demo_staff(STAFF["admin"])


@pytest.fixture
def auditor(province: Agency) -> Person:
    """Auditor."""
    return world.make_demo_staff(STAFF["auditor"])


@pytest.fixture
def clerk_tamtien(tam_tien: Agency) -> Person:
    """Clerk of the commune."""
    return world.make_demo_staff(STAFF["clerk_tamtien"])


@pytest.fixture
def officer_tamtien(tam_tien: Agency) -> Person:
    """Officer of the commune."""
    return world.make_demo_staff(STAFF["officer_tamtien"])


@pytest.fixture
def client_as() -> Callable[[Person], Client]:
    """`client_as(person)`: a new client with that person signed in, second factor included."""
    return lambda person: world.sign_in(Client(), person)
