"""A test whose server is still answering does not end before it."""

import threading
from collections.abc import Iterator

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

from tests import live_requests
from tests.live_requests import wait_for_requests


@pytest.fixture
def under_way() -> Iterator[None]:
    """One request that the server has begun to answer."""
    request_started.send(sender=WSGIHandler, environ={})
    yield
    if live_requests._under_way:
        request_finished.send(sender=WSGIHandler)


@pytest.mark.django_db
def test_who_waits_goes_on_when_it_is_answered(under_way: None) -> None:
    waiter = threading.Thread(target=wait_for_requests)
    waiter.start()
    waiter.join(0.2)
    assert waiter.is_alive()
    live_requests._ended()
    waiter.join()


@pytest.mark.django_db
def test_a_test_clients_requests_are_no_matter(client) -> None:
    client.get("/health/live")
    wait_for_requests()
