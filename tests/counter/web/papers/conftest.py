"""The same intake as in the tests of digitising, and the clerk in front of the screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from counter.models import Intake
from portal.agencies.models import Agency
from services.models import Revision
from tests.counter.digitising.papers_world import PAPERS, at_papers
from tests.world import Person


@pytest.fixture
def intake(
    clerk: Person, tra: Person, justice: Agency, make_revision: Callable[..., Revision]
) -> Intake:
    """At the step of the papers."""
    return at_papers(clerk, tra, make_revision(papers=PAPERS), justice)


@pytest.fixture
def at_counter(client_as: Callable[[Person], Client], clerk: Person) -> Client:
    """The clerk's browser."""
    return client_as(clerk)
