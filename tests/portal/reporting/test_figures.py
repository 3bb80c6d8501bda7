"""What the public figures count, and what they do not."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client

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

    figures = public_figures()
    assert (figures.on_time, figures.online_procedures) == (Share(2, 3), Share(1, 1))
    assert figures.by_citizens == Share(3, 4)


def test_each_provenance_is_a_share_of_its_own(dossier: Callable[..., Dossier]) -> None:
    sources = ("citizen", "citizen", "citizen", "helped", "digitised", "digitised", "post")
    for number, source in enumerate(sources, start=1):
        dossier(number, filed=2, provenance=source)

    assert public_figures() == PublicFigures(
        by_source=(
            ("citizen", Share(3, 7)), ("helped", Share(1, 7)), ("digitised", Share(2, 7)),
            ("post", Share(1, 7)),
        ),
        on_time=Share(0, 0), online_procedures=Share(1, 1),
    )  # fmt: skip
    page = " ".join(Client().get("/").content.decode().split())
    assert (
        "3 do công dân tự nộp trực tuyến; 1 do cán bộ hỗ trợ nộp tại quầy; 2 do cán bộ số hóa từ "
        "hồ sơ giấy; 1 qua bưu chính công ích" in page
    )


def test_they_are_counted_once_a_minute(
    dossier: Callable[..., Dossier], django_assert_num_queries: Callable[..., object]
) -> None:
    first = public_figures()
    dossier(1, filed=1)

    with django_assert_num_queries(0):
        assert public_figures() == first
