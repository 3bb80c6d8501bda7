"""Agencies that merge: two departments, a second commune, a second admin."""

import pytest

from portal.accounts.roles import Role
from portal.agencies.models import Agency
from tests import world
from tests.world import Person


@pytest.fixture
def home_affairs(province: Agency) -> Agency:
    """Sở Nội vụ, which takes over what Sở Tư pháp did."""
    return world.make_agency(
        "000.00.16.H47", "Sở Nội vụ", Agency.Level.PROVINCE, code_2020="H47.16", parent=province
    )


@pytest.fixture
def tam_hoa(nui_thanh: Agency) -> Agency:
    """Ủy ban nhân dân xã Tam Hòa, the neighbour of Tam Tiến."""
    return world.make_agency(
        "000.05.46.H47", "Ủy ban nhân dân xã Tam Hòa", Agency.Level.COMMUNE, code_2020="H47.46.5",
        parent=nui_thanh, unit=world.make_unit("20977", "Xã Tam Hòa", "xa", "517"),
        is_one_stop=True,
    )  # fmt: skip


@pytest.fixture
def admin2(province: Agency) -> Person:
    """A second provincial admin."""
    return world.make_staff(
        Role.PROVINCIAL_ADMIN, province, email="admin2@motcua.example", full_name="Trần Thu Hà"
    )
