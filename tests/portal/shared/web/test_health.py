"""Watchers and people are told when the database is down."""

import pytest
from django.db import connection
from django.db.utils import OperationalError
from django.test import Client
from django.urls import path

from portal.urls import handler404, handler500

__all__ = ["handler404", "handler500", "urlpatterns"]


def lost(request):
    raise OperationalError("connection refused")


def wrong(request):
    raise RuntimeError("our own mistake")


urlpatterns = [path("lost/", lost), path("wrong/", wrong)]


@pytest.fixture
def visitor(settings) -> Client:
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


def test_live_needs_no_database(client):
    assert client.get("/health/live").json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_the_database_answers(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "database": "ok"})


@pytest.mark.django_db(transaction=True)
def test_not_ready_while_the_database_is_down_and_ready_again(client, monkeypatch):
    connection.close()
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "/nowhere")
        response = client.get("/health/ready")
        assert response.status_code == 503
        assert response.json() == {"status": "unavailable", "database": "down"}
        connection.close()
    assert client.get("/health/ready").status_code == 200


def test_a_lost_database_is_told_in_plain_words(visitor):
    response = visitor.get("/lost/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "Hệ thống tạm thời không phục vụ được" in response.content.decode()


def test_our_own_mistake_is_a_500(visitor):
    response = visitor.get("/wrong/")
    assert response.status_code == 500
    assert "connection" not in response.content.decode()


def test_an_unknown_page_is_told_in_plain_words(visitor):
    response = visitor.get("/none/")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()
