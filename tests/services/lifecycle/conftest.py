"""Two admins, and a procedure that they have published."""

import pytest

from portal.agencies.models import Agency
from services.models import Procedure
from tests import world
from tests.fixtures_people import STAFF
from tests.services.drafts import published
from tests.world import Person


@pytest.fixture
def approver(province: Agency) -> Person:
    """The second provincial admin."""
    return world.make_demo_staff(STAFF["approver"])


@pytest.fixture
def procedure(admin: Person, approver: Person, justice: Agency) -> Procedure:
    """In force, revision 1."""
    return published(admin.actor, approver.actor)
