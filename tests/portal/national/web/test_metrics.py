"""Who may read the metrics, and what they say."""

from datetime import timedelta

import pytest

from portal.national.models import DeliveryMinute, Endpoint, SyncCase
from portal.shared import clock
from tests.portal.national.lines import make_message, make_parked

pytestmark = pytest.mark.django_db
LOCAL = {"HTTP_HOST": "127.0.0.1:8000", "REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture(autouse=True)
def local_names(settings):
    settings.ALLOWED_HOSTS = ["*"]


def test_figures(client):
    Endpoint.objects.create(name="states", down_since=clock.now())
    Endpoint.objects.create(name="catalogue", last_success_at=clock.now())
    DeliveryMinute.objects.create(minute=clock.now(), kind="state", delivered=7, slowest_ms=4200)
    SyncCase.objects.create(kind="outage", subject="states", text="503")
    make_message(1, age=timedelta(hours=1))
    make_parked(2)

    response = client.get("/metrics", **LOCAL)
    figures = dict(
        line.rsplit(" ", 1)
        for line in response.content.decode().splitlines()
        if not line.startswith("#")
    )

    age = float(figures.pop('motcua_national_oldest_seconds{kind="state"}'))
    assert 3600 <= age < 3660
    assert response["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert figures == {
        'motcua_national_backlog{kind="state"}': "2.0",
        'motcua_national_backlog{kind="procedure"}': "0.0",
        'motcua_national_oldest_seconds{kind="procedure"}': "0.0",
        'motcua_national_endpoint_up{endpoint="states"}': "0.0",
        'motcua_national_endpoint_up{endpoint="catalogue"}': "1.0",
        "motcua_national_delivered_today": "7.0",
        "motcua_national_parked": "1.0",
        "motcua_national_held_back": "0.0",
        "motcua_national_slowest_seconds_last_hour": "4.2",
        "motcua_national_open_cases": "1.0",
        "motcua_national_delivery_up": "0.0",
    }


@pytest.mark.parametrize(
    ("request_of", "status"),
    [
        (LOCAL, 200),
        (LOCAL | {"HTTP_HOST": "localhost"}, 200),
        (LOCAL | {"REMOTE_ADDR": "::1", "HTTP_HOST": "[::1]:8000"}, 200),
        (LOCAL | {"REMOTE_ADDR": "10.0.0.7"}, 403),
        (LOCAL | {"REMOTE_ADDR": ""}, 403),
        (LOCAL | {"HTTP_X_FORWARDED_FOR": "127.0.0.1"}, 403),
        (LOCAL | {"HTTP_FORWARDED": "for=10.0.0.7"}, 403),
        (LOCAL | {"HTTP_HOST": "dichvucong.motcua.example"}, 403),
    ],
)
def test_without_a_token_only_this_machine_reads(client, request_of, status):
    assert client.get("/metrics", **request_of).status_code == status


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ({"HTTP_AUTHORIZATION": "Bearer bi-mat"}, 200),
        ({"HTTP_AUTHORIZATION": "Bearer bi-mat "}, 403),
        ({"HTTP_AUTHORIZATION": "Bearer bí-mật"}, 403),
        ({"HTTP_AUTHORIZATION": "Bearer "}, 403),
        ({}, 403),
    ],
)
def test_with_a_token_who_bears_it(client, settings, header, status):
    settings.METRICS_TOKEN = "bi-mat"

    assert client.get("/metrics", REMOTE_ADDR="10.0.0.7", **header).status_code == status
    assert client.get("/metrics", **LOCAL).status_code == 403
