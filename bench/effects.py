"""Whether what was answered has happened: counts of rows before and after a run."""

import time
from dataclasses import dataclass

from django.db import connection

from bench.client.wrk import Failed

_COUNTS = {
    "floor": "SELECT count(*) FROM bench_floor",
    "log:file": "SELECT count(*) FROM shared_actionlogentry WHERE action = 'file'",
    "log:receive": "SELECT count(*) FROM shared_actionlogentry WHERE action = 'receive'",
    "log:require_payment": (
        "SELECT count(*) FROM shared_actionlogentry WHERE action = 'require_payment'"
    ),
    "history:file": "SELECT count(*) FROM dossiers_historyentry WHERE event = 'file'",
    "history:receive": "SELECT count(*) FROM dossiers_historyentry WHERE event = 'receive'",
    "due": "SELECT count(*) FROM payments_obligation WHERE state = 'due'",
    "outbox": "SELECT count(*) FROM national_outboxmessage",
    "documents": "SELECT count(*) FROM dossiers_document",
    "jobs": "SELECT count(*) FROM procrastinate_jobs",
    "drafts": "SELECT count(*) FROM dossiers_dossier WHERE state = 'draft'",
    "typed": (
        "SELECT count(*) FROM dossiers_dossier WHERE filed_at > now() - interval '1 hour' AND"
        " answers->>'full_name' = 'Trần Thị Hương Trà' AND answers->>'phone' = '0905123456'"
        " AND answers->>'email' = 'huong.tra@motcua.example'"
    ),
}
# What one success adds. Filing writes two states (filed, payment required) and a receipt.
FLOOR = {"floor": 1}
FILING = {
    "log:file": 1, "log:require_payment": 1, "history:file": 1, "due": 1, "outbox": 2,
    "documents": 1, "jobs": 3, "drafts": -1,
}  # fmt: skip
JOURNEY = {**FILING, "typed": 1}
RECEIVING = {"log:receive": 1, "history:receive": 1, "outbox": 1, "documents": 1, "jobs": 2}

PATIENCE_SECONDS = 10
QUIET_SECONDS = 0.5


@dataclass(frozen=True)
class Counts:
    """How many rows there were at one moment."""

    values: dict[str, int]

    @classmethod
    def now(cls, expected: dict[str, int]) -> "Counts":
        """Count what `expected` speaks of."""
        with connection.cursor() as cursor:
            values = {}
            for name in expected:
                cursor.execute(_COUNTS[name])
                values[name] = int(cursor.fetchone()[0])
        return cls(values)


def await_effects(
    name: str,
    before: Counts,
    expected: dict[str, int],
    *,
    done: int,
    underway: int,
    patience_seconds: float = PATIENCE_SECONDS,
) -> None:
    """Raises Failed unless `done` successes have each left all of their rows.

    At the end the client leaves up to `underway` requests behind that the server still completes:
    they are waited for, until nothing changes any more.
    """
    end = time.monotonic() + patience_seconds
    after = Counts.now(expected)
    while True:
        time.sleep(QUIET_SECONDS)
        earlier, after = after, Counts.now(expected)
        if after != earlier and time.monotonic() < end:
            continue
        times = {
            what: (after.values[what] - before.values[what]) / each
            for what, each in expected.items()
        }
        if len(set(times.values())) == 1 and done <= times[next(iter(times))] <= done + underway:
            return
        if time.monotonic() > end:
            raise Failed(f"{name}: {done} were answered, but the database shows {times}")
