"""Jobs by name, so that actions defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

QUEUE = "signing"
# Files of anybody: however many come, nobody who signs waits for them.
CHECKS = "checks"

SIGN_RUN = "signatures.sign_run"
CHECK_FILE = "signatures.check_file"


def defer_signing(*, run_id: int, signing_key_id: int) -> None:
    """Enqueue the signing of a run in the caller's transaction.

    Runs with the same key come one after the other: a token opens one session at a time.
    """
    lock = f"signing_key:{signing_key_id}"
    app.configure_task(SIGN_RUN, queue=QUEUE, lock=lock).defer(run_id=run_id)


def defer(name: str, **arguments: Any) -> None:
    """Enqueue a check in the caller's transaction."""
    app.configure_task(name, queue=CHECKS).defer(**arguments)
