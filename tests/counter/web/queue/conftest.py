"""The same desks, clerks and morning as for the actions."""

from tests.counter.queue.conftest import at, clerk2, desks, seated, seated2, take

__all__ = ["at", "clerk2", "desks", "seated", "seated2", "take"]
