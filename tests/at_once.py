"""Deeds on real connections at the same moment."""

import threading
import traceback
from collections.abc import Callable
from typing import Any

from django.db import connection, connections

from tests.patience import PATIENCE_SECONDS


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Each deed on a thread and a connection of its own, let go together; results or exceptions."""
    gate = threading.Barrier(len(deeds), timeout=PATIENCE_SECONDS)
    results: list[Any] = [None] * len(deeds)

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            gate.wait()
            results[place] = deed()
        except Exception as error:
            error.add_note(traceback.format_exc())
            results[place] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive(), "it does not come to an end"
    return results
