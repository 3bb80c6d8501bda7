"""What is slow outside must not hang the portal: only so many threads of a process wait for it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

# Longer than somebody in good health needs; whoever comes then is told instead of kept waiting.
PATIENCE_SECONDS = 0.4
# Of the four threads that a web process has (Procfile) one is always there for pages that ask
# nobody, even when several systems outside are silent at once.
FOR_ALL_TOGETHER = 3

_together = threading.BoundedSemaphore(FOR_ALL_TOGETHER)


class NoPlace(Exception):
    """All places are taken by threads that wait."""


class Bulkhead:
    """The places of a process from which one system outside may be asked."""

    def __init__(self, at_once: int) -> None:
        self._places = threading.BoundedSemaphore(at_once)
        self._mine = threading.local()

    @contextmanager
    def place(self) -> Iterator[None]:
        """Inside, the system may be asked; a place within a place is the same one. Raises
        NoPlace."""
        if getattr(self._mine, "held", False):
            yield
            return
        with _taken(self._places), _taken(_together):
            self._mine.held = True
            try:
                yield
            finally:
                self._mine.held = False


@contextmanager
def _taken(places: threading.BoundedSemaphore) -> Iterator[None]:
    if not places.acquire(timeout=PATIENCE_SECONDS):
        raise NoPlace
    try:
        yield
    finally:
        places.release()
