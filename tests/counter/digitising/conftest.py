"""The intake of these tests: Trà sits at the clerk's desk with three papers to give."""

from collections.abc import Callable

import pytest

from counter.models import Intake
from portal.agencies.models import Agency
from portal.shared import clock
from portal.signatures.models import SigningKey
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
def signing_key(clerk: Person) -> SigningKey:
    """A key of the clerk; nothing is signed with it here."""
    return SigningKey.objects.create(
        kind="personal", user=clerk.user, backend="software", certificate="", subject="clerk",
        issuer="demo", serial="1", not_before=clock.now(), not_after=clock.now(),
        created_at=clock.now(),
    )  # fmt: skip
