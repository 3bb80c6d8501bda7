"""The home page and its three figures."""

import pytest
from django.core.cache import caches
from django.test import Client

from portal.reporting.figures import Share
from services.models import LifeEvent
from services.search.lexicon import forget_lexicon


@pytest.fixture(autouse=True)
def forgotten() -> None:
    """Figures of another test are not ours."""
    caches["memory"].clear()


@pytest.mark.parametrize(
    ("share", "percent"),
    [(Share(0, 0), None), (Share(1, 3), 33.3), (Share(271, 281), 96.4), (Share(5, 5), 100.0)],
)
def test_a_share(share: Share, percent: float | None) -> None:
    assert share.percent == percent


def test_an_empty_portal_shows_no_rate(client: Client, db: None) -> None:
    page = " ".join(client.get("/").content.decode().split())

    assert "0 trong 0 hồ sơ có kết quả, 30 ngày qua" in page
    assert '<p class="stat__value">–</p>' in page


def test_queries(client: Client, db: None, django_assert_num_queries) -> None:
    with django_assert_num_queries(9):  # once a minute and process
        client.get("/")
    with django_assert_num_queries(0):
        client.get("/")


def test_a_life_event_that_was_renamed_is_shown_under_its_new_name(
    client: Client, db: None
) -> None:
    """What the page keeps of events is kept by what it says."""
    LifeEvent.objects.update_or_create(
        slug="ket-hon", defaults={"title": "Kết hôn", "icon": "heart", "shown": True}
    )
    forget_lexicon()
    assert ">Kết hôn</a>" in client.get("/").content.decode()

    LifeEvent.objects.filter(slug="ket-hon").update(title="Cưới <xin>")
    forget_lexicon()

    page = client.get("/").content.decode()
    assert ">Cưới &lt;xin&gt;</a>" in page
    assert ">Kết hôn</a>" not in page
