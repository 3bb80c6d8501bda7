"""A process that dies at any statement."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Crash(BaseException):
    """The process is gone: nobody catches this, nothing more is written."""


@contextmanager
def crash_at(statement: int) -> Iterator[None]:
    """Die at the n-th SQL statement inside (0: never): what was committed stays, the rest does
    not. What is done between two statements, asking the provider included, has been done."""
    seen = 0

    def count(execute: Callable[..., Any], *args: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == statement:
            raise Crash
        return execute(*args)

    try:
        with connection.execute_wrapper(count):
            yield
    except Crash:
        connection.close()
