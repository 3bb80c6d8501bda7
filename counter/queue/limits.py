"""The 15-minute rule: a client is served within 15 minutes, or the clerk explains why not.

The portal's own promise to who waits: no legal text that sets these minutes is known to us.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WARNING_MINUTES = 12
LIMIT_MINUTES = 15


class Stage(StrEnum):
    """Where a service stands."""

    ON_TIME = "on_time"
    WARNING = "warning"
    OVER = "over"


@dataclass(frozen=True)
class Serving:
    """How long the client at the desk has been served, in whole seconds."""

    seconds: int

    @property
    def minutes(self) -> int:
        """Whole minutes that have passed."""
        return self.seconds // 60

    @property
    def stage(self) -> Stage:
        """From minute 12 on a warning; from minute 15 on an explanation is owed."""
        if self.minutes >= LIMIT_MINUTES:
            return Stage.OVER
        return Stage.WARNING if self.minutes >= WARNING_MINUTES else Stage.ON_TIME

    @property
    def minutes_left(self) -> int:
        """Begun minutes until the limit; 0 when it is reached."""
        return max(0, -(-(LIMIT_MINUTES * 60 - self.seconds) // 60))


def serving(since: datetime, now: datetime) -> Serving:
    """The service that began at `since`, as it stands now."""
    return Serving(max(0, int((now - since).total_seconds())))
