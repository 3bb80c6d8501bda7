"""Writing to the action log; only actions do it, as their last statement."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Protocol

from django.db import transaction

from portal.shared import clock
from portal.shared.action_log.models import ActionLogEntry


class Acting(Protocol):
    """Who acts, as the log needs to know it (see portal.accounts.actor.Actor)."""

    @property
    def user_id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def agency_code(self) -> str: ...


_waiting: ContextVar[list[ActionLogEntry] | None] = ContextVar("waiting", default=None)


def record(*, actor: Acting, action: str, subject: str, **detail: Any) -> None:
    """Append one entry. `subject` is `<kind>:<key>`; `detail` holds no personal content."""
    entry = ActionLogEntry(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        role=actor.role,
        agency_code=actor.agency_code,
        action=action,
        subject=subject,
        detail=detail,
    )
    waiting = _waiting.get()
    if waiting is None:
        entry.save(force_insert=True)
    else:
        waiting.append(entry)


@contextmanager
def recorded() -> Iterator[None]:
    """A transaction whose entries are written together by its last statement.

    For actions that go on after a step has been recorded: the lock that orders the chain, which
    everybody waits for, is taken just before the commit and not in the middle.
    """
    if _waiting.get() is not None:
        raise RuntimeError("recorded() within recorded(): what is undone inside would be recorded")
    with transaction.atomic():
        waiting: list[ActionLogEntry] = []
        token = _waiting.set(waiting)
        try:
            yield
        finally:
            _waiting.reset(token)
        ActionLogEntry.objects.bulk_create(waiting)
