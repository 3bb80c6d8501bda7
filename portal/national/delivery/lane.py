"""One endpoint: its messages, its breaker, its threads. Lanes never wait for each other.

HTTP happens in threads that touch no database and while no transaction is open. If the process
dies between an answer and its row, the message is sent again under the same key.
"""

import logging
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from portal.national import queries
from portal.national.adapters.port import Answer, EndpointError
from portal.national.delivery import figures
from portal.national.delivery.breaker import Breaker
from portal.national.delivery.plain import bug, plain
from portal.national.delivery.reading import Pair, Readable, read
from portal.national.delivery.settle import settle
from portal.national.delivery.verdict import (
    EndpointFate,
    Fate,
    Outcome,
    Verdict,
    endpoint_fate,
    verdicts_of,
)
from portal.shared import clock

logger = logging.getLogger(__name__)

GROWTH = 4

Batch = list[Pair]
Send = Callable[[Any], list[Answer]]


@dataclass(frozen=True)
class Route:
    """Which messages go where, how many in a request and how many requests at a time."""

    endpoint: str
    kind: str
    batch: int
    parallel: int


@dataclass
class Flight:
    """A round under way."""

    readable: Readable
    batches: list[Batch]
    answers: list[Future[Outcome]]

    @property
    def has_landed(self) -> bool:
        """Whether every answer is there."""
        return all(answer.done() for answer in self.answers)


class Lane:
    """Keeps the breaker and the batch size from round to round.

    After a failure one message is sent alone; each success then widens the batch again. So a down
    endpoint costs one small request per interval, and a message that breaks its batch is found.
    """

    def __init__(
        self, route: Route, send: Send, *, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self.route = route
        self.breaker = Breaker(monotonic=monotonic)
        # Why nothing goes; empty while something does.
        self.last_failure = ""
        self._send_batch = send
        self._size = route.batch
        self._flight: Flight | None = None
        self._threads = ThreadPoolExecutor(
            route.parallel, thread_name_prefix=f"national-{route.endpoint}"
        )

    @property
    def is_flying(self) -> bool:
        """Whether a round is under way."""
        return self._flight is not None

    @property
    def has_landed(self) -> bool:
        """Whether a round can be written down."""
        return self._flight is not None and self._flight.has_landed

    def start(self, *, procedures_first: bool, landed: Callable[[], None]) -> None:
        """Send what may be sent now, unless a round is under way or the breaker is open.

        `landed` is called, by another thread, with each batch that is answered.
        """
        if self._flight or self.breaker.seconds_left() > 0:
            return
        limit = 1 if self._size == 1 else self._size * self.route.parallel
        messages = queries.heads(
            now=clock.now(),
            limit=limit,
            kind=self.route.kind,
            procedures_first=procedures_first,
        )
        if not messages:
            return
        readable = read(messages, self.route.kind)
        batches = list(self._batches(readable.ready))
        answers = [self._threads.submit(self._send, batch) for batch in batches]
        self._flight = Flight(readable, batches, answers)
        for answer in answers:
            answer.add_done_callback(lambda _answer: landed())
        if not answers:
            landed()

    def collect(self) -> list[Verdict]:
        """Wait for the round and write down what became of it; what was settled."""
        flight, self._flight = self._flight, None
        if flight is None:
            return []
        outcomes = [answer.result() for answer in flight.answers]
        fate = endpoint_fate(flight.batches, outcomes) if outcomes else None
        error = _first_error(outcomes)
        self._adapt(fate, error)
        with transaction.atomic():
            settled = settle(list(_verdicts(flight, outcomes)))
            figures.note_minute(self.route.kind, settled)
            if fate:
                figures.note_endpoint(self.route.endpoint, fate, error)
        return settled

    def forget(self) -> None:
        """Wait for what is under way and write nothing down: it will be sent again."""
        flight, self._flight = self._flight, None
        if flight:
            wait(flight.answers)

    def stumble(self, error: Exception) -> None:
        """A bug in a round: said in one line; the lane goes on after the breaker's pause."""
        self._flight = None
        logger.error("%s: %s", self.route.endpoint, bug(error))
        self._adapt(EndpointFate.DOWN, bug(error))

    def close(self) -> None:
        """Let the threads go."""
        self._threads.shutdown(wait=True)

    def _batches(self, ready: Sequence[Pair]) -> Iterator[Batch]:
        """Whatever has failed before goes alone, so that it can spoil no other."""
        fresh = [pair for pair in ready if not pair[0].attempts]
        for pair in ready:
            if pair[0].attempts:
                yield [pair]
        for start in range(0, len(fresh), self._size):
            yield fresh[start : start + self._size]

    def _send(self, batch: Batch) -> Outcome:
        try:
            return self._send_batch([parcel for _message, parcel in batch])
        except EndpointError as failure:
            return failure
        except Exception as error:
            logger.error("%s: %s", self.route.endpoint, bug(error))
            return EndpointError(bug(error), may_be_the_message=True)

    def _adapt(self, fate: EndpointFate | None, error: str) -> None:
        if fate is EndpointFate.ANSWERED:
            self.breaker.succeeded()
            self._size = min(self.route.batch, self._size * GROWTH)
            self.last_failure = ""
        elif fate:
            self.breaker.failed()
            self._size = 1
            if fate is EndpointFate.DOWN:
                self.last_failure = error


def _verdicts(flight: Flight, outcomes: Sequence[Outcome]) -> Iterator[Verdict]:
    for message, reason in flight.readable.unreadable:
        yield Verdict(message, Fate.PARKED, reason)
    for message, reason in flight.readable.broken:
        yield Verdict(message, Fate.HELD_BACK, reason)
    for batch, outcome in zip(flight.batches, outcomes, strict=True):
        yield from verdicts_of(batch, outcome)


def _first_error(outcomes: Sequence[Outcome]) -> str:
    """What the endpoint is said to have done wrong: an error of its own before a trouble."""
    failures = [str(outcome) for outcome in outcomes if isinstance(outcome, EndpointError)]
    troubles = (
        answer.trouble
        for outcome in outcomes
        if not isinstance(outcome, EndpointError)
        for answer in outcome
        if answer.trouble
    )
    return plain(failures[0] if failures else next(troubles, ""))
