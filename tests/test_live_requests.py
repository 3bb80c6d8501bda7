"""A test whose server is still answering does not end before it."""

import threading

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.test import Client

from tests.live_requests import wait_for_requests


class Answering(threading.Thread):
    """As a thread of the live server answers: until it is told to go on."""

    def __init__(self, *, finishes: bool) -> None:
        super().__init__(daemon=True)
        self.began, self.go_on, self.finishes = threading.Event(), threading.Event(), finishes

    def run(self) -> None:
        request_started.send(sender=WSGIHandler, environ={})
        self.began.set()
        self.go_on.wait()
        if self.finishes:
            request_finished.send(sender=WSGIHandler)


def waiting_for(*, finishes: bool) -> None:
    answering = Answering(finishes=finishes)
    answering.start()
    answering.began.wait()
    waiter = threading.Thread(target=wait_for_requests)
    waiter.start()
    waiter.join(0.2)
    assert waiter.is_alive()
    answering.go_on.set()
    waiter.join(10)
    assert not waiter.is_alive()


def test_who_waits_goes_on_when_it_is_answered(db: None) -> None:
    waiting_for(finishes=True)


def test_a_request_whose_client_hung_up_is_waited_for_no_longer_than_its_thread(db: None) -> None:
    waiting_for(finishes=False)


def test_a_test_that_calls_the_application_itself_is_no_matter(db: None) -> None:
    request_started.send(sender=WSGIHandler, environ={})
    wait_for_requests()


def test_a_test_clients_requests_are_no_matter(client: Client, db: None) -> None:
    client.get("/health/live")
    wait_for_requests()
