"""Sessions expire even when nobody looks at them."""

import logging
import threading

import psycopg

from outside.payment_sandbox.cashier import expire_overdue
from outside.serving.database import transaction

log = logging.getLogger(__name__)
PAUSE_SECONDS = 5


class Expirer(threading.Thread):
    """Looks every few seconds."""

    def __init__(self) -> None:
        super().__init__(name="expiry", daemon=True)

    def run(self) -> None:
        """For as long as the process lives."""
        pause = threading.Event()
        while not pause.wait(PAUSE_SECONDS):
            try:
                with transaction() as connection:
                    expire_overdue(connection)
            except (psycopg.Error, OSError) as error:
                log.warning("Expiry pauses: %s", error)
