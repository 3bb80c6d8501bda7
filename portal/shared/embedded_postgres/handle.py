"""Counts who uses an embedded server: the first to come starts it, the last to leave stops it.

The count is kept in file locks, which the kernel gives back when a process dies, however it dies.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.shared.embedded_postgres import server
from portal.shared.embedded_postgres.places import Place


@contextmanager
def running(place: Place) -> Iterator[None]:
    """Within the block the server of `place` runs.

    Raises EmbeddedPostgresError when it cannot be started.
    """
    place.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    users = os.open(_users(place), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        with _changing(place):
            if not server.is_running(place):
                server.start(place)
            fcntl.flock(users, fcntl.LOCK_SH)
        try:
            yield
        finally:
            with _changing(place):
                fcntl.flock(users, fcntl.LOCK_UN)
                if _alone(users):
                    server.stop(place)
    finally:
        os.close(users)


def revive(place: Place) -> bool:
    """Start the server again if it died under its users; return whether it had."""
    with _changing(place):
        if server.is_running(place):
            return False
        server.start(place)
        return True


def is_used(place: Place) -> bool:
    """Whether any process uses the server of `place` at the moment."""
    if not _users(place).exists():
        return False
    users = os.open(_users(place), os.O_RDWR)
    try:
        return not _alone(users)
    finally:
        os.close(users)


def _users(place: Place) -> Path:
    return place.home / "users.lock"


def _alone(users: int) -> bool:
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(users, fcntl.LOCK_UN)
    return True


@contextmanager
def _changing(place: Place) -> Iterator[None]:
    """Only one process at a time starts or stops the server."""
    lock = os.open(place.home / "change.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)
