"""What the public figures count, and what they do not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches

from dossiers.models import Dossier
from portal.agencies.models import Agency
from portal.reporting.figures import PublicFigures, Share, public_figures
from portal.shared import clock
from services.models import Revision
from tests.fixtures_dossiers import make_revision  # noqa: F401 - a fixture
from tests.world import Person

NOW = datetime(2026, 3, 22, 3, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def moment() -> Iterator[None]:
    """A fixed moment, and no figures remembered from another test."""
    caches["memory"].clear()
    with clock.pinned(NOW):
        yield


@pytest.fixture
def dossier(
    make_revision: Callable[..., Revision],  # noqa: F811
    tra: Person,
    justice: Agency,
    one_stop: Agency,
) -> Callable[..., Dossier]:
    """A filed dossier, written as it would be found; days count back from now."""
    revision = make_revision()

    def make(
        number: int,
        *,
        filed: int,
        completed: int | None = None,
        due: int | None = None,
        provenance: str = "citizen",
    ) -> Dossier:
        ago = {
            name: None if days is None else NOW - timedelta(days=days)
            for name, days in (("filed_at", filed), ("completed_at", completed), ("due_at", due))
        }
        return Dossier.objects.create(
            code=f"000.00.15.H47-220322-{number:04d}",
            owner=tra.citizen,
            revision=revision,
            procedure=revision.procedure,
            receiving_agency=one_stop,
            handling_agency=justice,
            provenance=provenance,
            created_at=NOW,
            saved_at=NOW,
            **ago,
        )

    return make


def test_numerators_and_denominators(dossier: Callable[..., Dossier]) -> None:
    dossier(1, filed=30)
    dossier(2, filed=31, completed=29, due=29)
    dossier(3, filed=20, completed=5, due=4)
    dossier(4, filed=20, completed=3, due=4)
    dossier(5, filed=20, completed=3, provenance="digitised")
    dossier(6, filed=60, completed=31, due=40)

    assert public_figures() == PublicFigures(
        by_citizens=Share(3, 4), on_time=Share(2, 3), online_procedures=Share(1, 1)
    )


def test_they_are_counted_once_a_minute(
    dossier: Callable[..., Dossier], django_assert_num_queries: Callable[..., object]
) -> None:
    first = public_figures()
    dossier(1, filed=1)

    with django_assert_num_queries(0):
        assert public_figures() == first
