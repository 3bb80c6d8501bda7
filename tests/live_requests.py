"""Requests to the live server that are still being answered when their test ends."""

import threading
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started

from tests.patience import PATIENCE_SECONDS

_changed = threading.Condition()
_under_way = 0


def watch_requests() -> None:
    """Count them from now on; a test client's own are not the server's."""
    request_started.connect(_began, sender=WSGIHandler)
    request_finished.connect(_ended, sender=WSGIHandler)


def wait_for_requests() -> None:
    """Until none is under way.

    A closed page asks no more, but what it asked last goes on: it would write into the tables of
    the next test, or wait for a lock against those who empty them.
    """
    with _changed:
        assert _changed.wait_for(lambda: not _under_way, PATIENCE_SECONDS)


def _began(**_signal: Any) -> None:
    _count(1)


def _ended(**_signal: Any) -> None:
    _count(-1)


def _count(more: int) -> None:
    global _under_way
    with _changed:
        _under_way += more
        _changed.notify_all()
