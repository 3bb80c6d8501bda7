"""Things that can be used once: drafts to file, dossiers to receive."""

from typing import Generic, TypeVar

from bench.client.wrk import Failed

Thing = TypeVar("Thing")


class Pool(Generic[Thing]):
    """Gives each thing to one run only."""

    def __init__(self, things: list[Thing]) -> None:
        self._things = things
        self._given = 0

    def take(self, count: int) -> list[Thing]:
        """The next ones. Raises Failed when there are not that many left."""
        if self._given + count > len(self._things):
            raise Failed("the pool is exhausted: make more drafts or dossiers (bench/cases.py)")
        self._given += count
        return self._things[self._given - count : self._given]
