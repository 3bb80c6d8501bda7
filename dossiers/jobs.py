"""Jobs by name, so that actions defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

MAIL, DOCUMENTS, DEFAULT = "mail", "documents", "default"
# Nobody who signs waits for them (portal/signatures/jobs.py).
CHECKS = "checks"

RENDER_DOCUMENT = "dossiers.render_document"
ANNOUNCE = "dossiers.announce_state_change"
ANNOUNCE_REFUND = "dossiers.announce_refund"
LAPSE = "dossiers.lapse_overdue_supplements"
MAKE_RENDITION = "dossiers.make_rendition"
SEAL_WAITING = "dossiers.seal_waiting_results"
FORGET_PINS = "dossiers.forget_pins_of_decisions"
DELETE_FILES = "dossiers.delete_files"
CHECK_SIGNATURES = "dossiers.check_signatures"

_QUEUES = {
    RENDER_DOCUMENT: DOCUMENTS,
    ANNOUNCE: MAIL,
    ANNOUNCE_REFUND: MAIL,
    LAPSE: DEFAULT,
    MAKE_RENDITION: DOCUMENTS,
    SEAL_WAITING: DEFAULT,
    FORGET_PINS: DEFAULT,
    DELETE_FILES: DEFAULT,
    CHECK_SIGNATURES: CHECKS,
}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES[name]).defer(**arguments)
