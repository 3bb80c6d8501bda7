"""Jobs by name, so that pages defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

SCANS = "scans"
DEFAULT = "default"

PREPARE_PAGE = "counter.prepare_page"
ASSEMBLE_PAPER = "counter.assemble_paper"
FILE_FOR_CLIENT = "counter.file_for_client"
RECEIVE_FOR_CLIENT = "counter.receive_for_client"
PRINT_LABEL = "counter.print_label"
FORGET = "counter.forget"
DELETE_ORPHANS = "counter.delete_orphans"

_QUEUES = {
    PREPARE_PAGE: SCANS,
    ASSEMBLE_PAPER: SCANS,
    PRINT_LABEL: "documents",
    FILE_FOR_CLIENT: DEFAULT,
    RECEIVE_FOR_CLIENT: DEFAULT,
}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES[name]).defer(**arguments)
