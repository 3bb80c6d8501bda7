"""The breaker: while the endpoint is down it is asked once per interval, not once per message."""

import time
from collections.abc import Callable

from portal.national.delivery.backoff import delay

FIRST_SECONDS = 0.5
# Also how long after an outage the first message is sent, at most.
CAP_SECONDS = 5.0


class Breaker:
    """Open after a failure, for a growing time; one success closes it."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._open_until = 0.0
        self.failures = 0

    def seconds_left(self) -> float:
        """How long nothing may be sent; 0 when something may."""
        return max(0.0, self._open_until - self._monotonic())

    def failed(self) -> None:
        """The endpoint gave no usable answer."""
        self.failures += 1
        wait = delay(self.failures, first=FIRST_SECONDS, cap=CAP_SECONDS)
        self._open_until = self._monotonic() + wait

    def succeeded(self) -> None:
        """The endpoint answered."""
        self.failures = 0
        self._open_until = 0.0
