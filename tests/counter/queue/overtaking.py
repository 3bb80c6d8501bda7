"""The worst moment of a race, every time: the second comes while the first has not committed."""

import threading
import traceback
from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection, connections, transaction

# Not pg_stat_activity: a transaction sees that as it was when it asked first.
WAITS = """
    SELECT EXISTS (
        SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
    )
"""
LONGEST_SECONDS, PAUSE_SECONDS = 120, 0.02


class Race(NamedTuple):
    """Results or exceptions of both, and whether the second had to wait for the first."""

    first: Any
    second: Any
    waited: bool


def overtaken(first: Callable[[], Any], second: Callable[[], Any]) -> Race:
    """Two deeds at once. The transaction of `first` stays open until `second`, on a
    connection of its own, is done or waits for a lock."""
    results: list[Any] = [None, None]
    waited = False
    first_has_written, second_is_done = threading.Event(), threading.Event()

    def lead() -> Any:
        nonlocal waited
        try:
            with transaction.atomic():
                result = first()
                first_has_written.set()
                for _look in range(int(LONGEST_SECONDS / PAUSE_SECONDS)):
                    if waited or second_is_done.wait(PAUSE_SECONDS):
                        break
                    waited = _somebody_waits()
                return result
        finally:
            first_has_written.set()

    def follow() -> Any:
        first_has_written.wait(LONGEST_SECONDS)
        try:
            return second()
        finally:
            second_is_done.set()

    threads = [
        threading.Thread(target=_run, args=(results, place, deed))
        for place, deed in enumerate((lead, follow))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LONGEST_SECONDS)
        assert not thread.is_alive(), "it does not come to an end"
    return Race(*results, waited)


def _run(results: list[Any], place: int, deed: Callable[[], Any]) -> None:
    try:
        results[place] = deed()
    except Exception as error:
        error.add_note(traceback.format_exc())
        results[place] = error
    finally:
        connections.close_all()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return bool(cursor.fetchone()[0])
