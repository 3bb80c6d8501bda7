"""The one way in which rows of payments change their state."""

from functools import lru_cache
from typing import Any

from django.db import transaction

from portal.shared import events
from portal.shared.guarded_state import GuardedState


def step(row: GuardedState, edge: str) -> None:
    """Pass the edge, save the row, and publish the event that the edge names.

    The caller holds the row's lock and has set the fields that go with the step. Raises
    TransitionNotAllowed when the edge does not leave the present state, RuntimeError outside a
    transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError(f"{edge} of {row!r} outside a transaction")
    getattr(row, edge)()
    row.save()
    events.publish(_event_of(type(row), edge).of(row))


@lru_cache
def _event_of(model: type[GuardedState], edge: str) -> Any:
    return next(each.custom["emits"] for each in model.edges() if each.name == edge)
