"""The home page and its three figures."""

import pytest
from django.core.cache import caches
from django.test import Client

from portal.reporting.figures import Share


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
