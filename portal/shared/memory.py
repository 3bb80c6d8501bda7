"""What each process may remember for a while: public lists and figures, at no query."""

from collections.abc import Callable
from typing import TypeVar

from django.core.cache import caches

Value = TypeVar("Value")


def remembered(key: str, read: Callable[[], Value], *, seconds: int) -> Value:
    """The value of `read()`, at most `seconds` old. None is not remembered.

    Everybody gets the same object: nobody changes it."""
    memory = caches["memory"]
    value: Value | None = memory.get(key)
    if value is None:
        value = read()
        memory.set(key, value, seconds)
    return value
