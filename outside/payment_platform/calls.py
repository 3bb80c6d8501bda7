"""Calls to the partner, repeated until answered with 2xx."""

import json
import logging
import threading
import urllib.error
import urllib.request

import psycopg

from outside.payment_platform.config import Config, current
from outside.payment_platform.ledger import Row, expire_overdue
from outside.payment_platform.results import lie_of, result_of
from outside.serving.database import transaction

log = logging.getLogger(__name__)
PAUSE_SECONDS = 0.2
TIMEOUT_SECONDS = 15
LONGEST_PAUSE_SECONDS = 60
MOST_TRIES = 1500


class Caller(threading.Thread):
    """Ends what is overdue and makes the calls that are due, in the background."""

    def __init__(self) -> None:
        super().__init__(name="results", daemon=True)

    def run(self) -> None:
        """For as long as the process lives; a database that is away is waited for."""
        pause = threading.Event()
        while not pause.wait(PAUSE_SECONDS):
            try:
                with transaction() as connection:
                    expire_overdue(connection)
                while deliver_next():
                    pass
            except (psycopg.Error, OSError) as error:
                log.warning("Results pause: %s", error)
                pause.wait(1)


def deliver_next() -> bool:
    """Make one call that is due; False when none is. The call's row is locked meanwhile."""
    config = current()
    if not config.result_url:
        return False
    with transaction() as connection:
        call = connection.execute(
            "SELECT * FROM delivery WHERE NOT done AND due <= now()"
            " ORDER BY due LIMIT 1 FOR UPDATE SKIP LOCKED"
        ).fetchone()
        if call is None:
            return False
        row = connection.execute(
            "SELECT * FROM transaction WHERE reference = %s", [call["reference"]]
        ).fetchone()
        assert row is not None
        answer = _call(config, row, forged=call["forged"])
        done = answer.startswith("2") or call["forged"] or call["tries"] + 1 >= MOST_TRIES
        connection.execute(
            "UPDATE delivery SET done = %s, tries = tries + 1, last_answer = %s,"
            " due = now() + make_interval(secs => %s) WHERE id = %s",
            [done, answer, min(2 ** min(call["tries"], 10), LONGEST_PAUSE_SECONDS), call["id"]],
        )
    return True


def _call(config: Config, row: Row, *, forged: bool) -> str:
    message = lie_of(row, config) if forged else result_of(row, config)
    request = urllib.request.Request(  # noqa: S310 - the address is the operator's own setting
        config.result_url,
        data=json.dumps(message).encode(),
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            return str(answer.status)
    except urllib.error.HTTPError as error:
        return str(error.code)
    except OSError as error:
        return f"no answer: {type(error).__name__}"
