"""The heartbeat of what heals by itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from payments.models import SweepRun
from portal.shared import clock

ATTEMPTS, EVENTS, REFUNDS = "attempts", "events", "refunds"
LONGEST_PROBLEM = 300


@dataclass
class Tally:
    """What one round did. `problem`: the last thing that went wrong, for operators."""

    asked: int = 0
    changed: int = 0
    silent: int = 0
    problem: str = ""


@contextmanager
def sweep_run(name: str) -> Iterator[Tally]:
    """Counts of one round, written when it is over. A round that raises keeps the moment when the
    last one finished: that is what the health check looks at."""
    SweepRun.objects.update_or_create(name=name, defaults={"started_at": clock.now()})
    tally = Tally()
    yield tally
    SweepRun.objects.filter(name=name).update(
        finished_at=clock.now(),
        asked=tally.asked,
        changed=tally.changed,
        silent=tally.silent,
        problem=tally.problem[:LONGEST_PROBLEM],
    )
