"""Jobs by name, so that actions defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

PRINT_LABEL = "counter.print_label"

_QUEUES = {
    PRINT_LABEL: "documents",
}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES[name]).defer(**arguments)
