"""Requests to the live server that are still being answered when their test ends."""

import threading
import time
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

from tests.patience import PATIENCE_SECONDS

LOOK_AGAIN_SECONDS = 0.05
_lock = threading.Lock()
_answering: set[threading.Thread] = set()


def watch_requests() -> None:
    """Note who answers from now on; a test client's own requests are not the server's."""
    request_started.connect(_began, sender=WSGIHandler)
    request_finished.connect(_ended, sender=WSGIHandler)


def wait_for_requests() -> None:
    """Until none is under way.

    A closed page asks no more, but what it asked last goes on: it would write into the tables of
    the next test, or wait for a lock against those who empty them. Whoever hung up in the middle
    may leave a request that never finished; its thread has ended all the same.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while _under_way():
        assert time.monotonic() < until, "the live server is still answering"
        time.sleep(LOOK_AGAIN_SECONDS)


def _under_way() -> bool:
    with _lock:
        return any(thread.is_alive() for thread in _answering)


def _began(**_signal: Any) -> None:
    thread = threading.current_thread()
    # A test may call the application itself, and never close the answer.
    if thread is not threading.main_thread():
        with _lock:
            _answering.add(thread)


def _ended(**_signal: Any) -> None:
    with _lock:
        _answering.discard(threading.current_thread())
