"""Jobs by name, so that actions defer them without importing the code that they run."""

from typing import Any

from procrastinate.contrib.django import app

QUEUE = "payments"

FOLLOW_EVENT = "payments.follow_event"
CHECK_ATTEMPT = "payments.check_attempt"
SEND_REFUND = "payments.send_refund"
RECONCILE_DAY = "payments.reconcile_day"
RENDER_RECONCILIATION = "payments.render_reconciliation"
ISSUE_RECEIPT = "payments.issue_receipt"
RENDER_RECEIPT = "payments.render_receipt"

# Printing waits for printing, never money.
_QUEUES = {RENDER_RECEIPT: "documents", RENDER_RECONCILIATION: "documents"}


def defer(name: str, **arguments: Any) -> None:
    """Enqueue the job in the caller's transaction: it runs only if that commits."""
    app.configure_task(name, queue=_QUEUES.get(name, QUEUE)).defer(**arguments)
