"""The one source of the present moment, so that demo data can be made in the past."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone

PROVINCE_TIME = ZoneInfo("Asia/Ho_Chi_Minh")
_pinned: ContextVar[datetime | None] = ContextVar("pinned", default=None)


def now() -> datetime:
    """The present moment (aware), or the pinned one."""
    return _pinned.get() or timezone.now()


def today() -> date:
    """The present day in the province."""
    return now().astimezone(PROVINCE_TIME).date()


def is_pinned() -> bool:
    """Whether history is being made: nothing about it is news to anyone by mail."""
    return _pinned.get() is not None


@contextmanager
def pinned(moment: datetime) -> Iterator[None]:
    """Within the block the present moment is `moment` (aware)."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)
