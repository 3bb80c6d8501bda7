"""A round: every lane looks for heads, sends them, and writes down what became of them."""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from portal.national.actions.follow_cases import follow_cases
from portal.national.adapters.port import NationalPortal
from portal.national.delivery.figures import note_endpoint
from portal.national.delivery.lane import Lane, Route
from portal.national.delivery.lost import LOST_DATABASE
from portal.national.delivery.plain import bug
from portal.national.delivery.verdict import EndpointFate, Verdict
from portal.national.models import Endpoint, OutboxMessage
from portal.shared import clock

logger = logging.getLogger(__name__)

STATES = Route(Endpoint.Name.STATES, OutboxMessage.Kind.STATE, batch=100, parallel=4)
CATALOGUE = Route(Endpoint.Name.CATALOGUE, OutboxMessage.Kind.PROCEDURE, batch=50, parallel=1)
# How often it is looked whether a person is needed.
CASES_EVERY = timedelta(minutes=1)


@dataclass
class Round:
    """What one round did."""

    delivered: int = 0
    held_back: int = 0
    parked: int = 0
    failed: int = 0

    @property
    def did_something(self) -> bool:
        """Whether another round may find more to do right away."""
        return bool(self.delivered or self.held_back or self.parked)

    def add(self, settled: Iterable[Verdict]) -> None:
        """Count what was settled."""
        for verdict in settled:
            setattr(self, verdict.fate.value, getattr(self, verdict.fate.value) + 1)


class Deliverer:
    """The lanes of one portal. Used by one thread; `monotonic` is the breakers' clock."""

    def __init__(
        self,
        portal: NationalPortal,
        *,
        monotonic: Callable[[], float] = time.monotonic,
        landed: Callable[[], None] = lambda: None,
    ) -> None:
        self.portal = portal
        self.states = Lane(STATES, portal.send, monotonic=monotonic)
        self.catalogue = Lane(CATALOGUE, portal.send_procedures, monotonic=monotonic)
        self.lanes = (self.catalogue, self.states) if portal.offers_catalogue else (self.states,)
        # Called, by another thread, when `advance` has something to write down.
        self.landed = landed
        self._looked_at: datetime | None = None

    def run_round(self) -> Round:
        """Send what may be sent now, once, and wait for the answers."""
        for lane in self.lanes:
            self._guarded(lane, self._start)
        done = self._collect(self.lanes)
        self._look_for_cases()
        return done

    def advance(self) -> Round:
        """Write down what is answered and send what may be sent, without waiting for anything."""
        done = self._collect(lane for lane in self.lanes if lane.has_landed)
        for lane in self.lanes:
            self._guarded(lane, self._start)
        self._look_for_cases()
        return done

    def finish(self) -> Round:
        """Wait for what is under way and write it down; nothing new is sent."""
        return self._collect(self.lanes)

    def forget(self) -> None:
        """Wait for what is under way and write nothing down: it will be sent again."""
        for lane in self.lanes:
            lane.forget()

    @property
    def is_flying(self) -> bool:
        """Whether anything is under way."""
        return any(lane.is_flying for lane in self.lanes)

    @property
    def blocked_seconds(self) -> float:
        """How long until a breaker that is open lets something through; 0 when none is open."""
        return min(
            (left for lane in self.lanes if (left := lane.breaker.seconds_left())), default=0
        )

    def let_try(self) -> None:
        """Close the breakers: for drills, whose hours pass in seconds."""
        for lane in self.lanes:
            lane.breaker.succeeded()

    def close(self) -> None:
        """Let the threads go."""
        for lane in self.lanes:
            lane.close()

    def _start(self, lane: Lane) -> list[Verdict]:
        lane.start(procedures_first=self.portal.offers_catalogue, landed=lambda: self.landed())
        return []

    def _collect(self, lanes: Iterable[Lane]) -> Round:
        done = Round()
        for lane in lanes:
            done.add(self._guarded(lane, Lane.collect))
        return done

    def _guarded(self, lane: Lane, step: Callable[[Lane], list[Verdict]]) -> list[Verdict]:
        """A bug in one lane stops neither the other nor the process."""
        try:
            return step(lane)
        except LOST_DATABASE:
            raise
        except Exception as error:
            lane.stumble(error)
            _note(lane, bug(error))
            return []

    def _look_for_cases(self) -> None:
        now = clock.now()
        if self._looked_at and abs(now - self._looked_at) < CASES_EVERY:
            return
        self._looked_at = now
        try:
            follow_cases()
        except LOST_DATABASE:
            raise
        except Exception as error:
            logger.error("cases: %s", bug(error))


def _note(lane: Lane, problem: str) -> None:
    """For the page; what went wrong may be the writing itself."""
    try:
        note_endpoint(lane.route.endpoint, EndpointFate.UNCLEAR, problem)
    except LOST_DATABASE:
        raise
    except Exception as error:
        logger.error("%s: %s", lane.route.endpoint, bug(error))
