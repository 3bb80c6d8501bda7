"""Jobs by name, so that pages defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

SCANS = "scans"

PREPARE_PAGE = "counter.prepare_page"
ASSEMBLE_PAPER = "counter.assemble_paper"
PRINT_LABEL = "counter.print_label"

_QUEUES = {PREPARE_PAGE: SCANS, ASSEMBLE_PAPER: SCANS, PRINT_LABEL: "documents"}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES[name]).defer(**arguments)
