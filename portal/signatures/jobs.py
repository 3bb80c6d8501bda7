"""Jobs by name, so that actions defer them without importing the code that they run."""

from procrastinate.contrib.django import app

QUEUE = "signing"
# Files given with dossiers, and files of anybody on the net: however many of these come, neither
# who signs nor who gave a file with a dossier waits for them.
CHECKS, VERIFY = "checks", "verify"

SIGN_RUN = "signatures.sign_run"
CHECK_FILE = "signatures.check_file"


def defer_signing(*, run_id: int, signing_key_id: int) -> None:
    """Enqueue the signing of a run in the caller's transaction.

    Runs with the same key come one after the other: a token opens one session at a time.
    """
    lock = f"signing_key:{signing_key_id}"
    app.configure_task(SIGN_RUN, queue=QUEUE, lock=lock).defer(run_id=run_id)


def defer_check(*, check_id: int) -> None:
    """Enqueue the check of anybody's file in the caller's transaction."""
    app.configure_task(CHECK_FILE, queue=VERIFY).defer(check_id=check_id)
