"""Payments whose receipt was never written get it."""

import logging

from payments.actions.issue_receipt import issue_receipt
from payments.queries.receipts import attempts_without_receipt

AT_MOST = 500
logger = logging.getLogger(__name__)


def sweep_receipts() -> int:
    """Issue what is missing, each in a transaction of its own; how many were issued. One that
    fails is reported and keeps no other waiting."""
    issued = 0
    for attempt in attempts_without_receipt()[:AT_MOST]:
        try:
            issued += issue_receipt(attempt=attempt) is not None
        except Exception:
            logger.exception("no receipt for attempt %s", attempt.key)
    return issued
