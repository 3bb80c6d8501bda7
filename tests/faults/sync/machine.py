"""Dossiers that move in any order, and a line to the national portal that fails in every way:
outages, lost answers, nonsense, refusals, repeats, two deliveries at once, death at any statement
and between sending and writing it down."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import Any

import hypothesis.strategies as st
import time_machine
from django.db.models import F
from django.http import Http404
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from dossiers.models import Dossier
from dossiers.states import NATIONAL_CODE, State
from portal.agencies.models import Agency
from portal.national.actions.resend import resend
from portal.national.adapters.port import Answer, NationalPortal, Outgoing
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import OutboxMessage
from portal.national.queries import undelivered
from portal.shared import clock
from portal.shared.errors import Refusal
from services.models import Revision
from tests.at_once import at_once
from tests.faults.crash import Crash, crash_at
from tests.faults.sync.people import People
from tests.portal.national.stub_process import NationalStub
from tests.world import Person

PLACE = st.integers(0, 5)
# A statement to die at; 0, and what is beyond the last, is none. Drawn often as none.
DEATH = st.one_of(st.just(0), st.just(0), st.integers(1, 40))
# What ends a story early is drawn seldom, or most runs would be short.
SELDOM = st.integers(0, 5)
MOST_DOSSIERS = 4
MOST_ROUNDS = 60


class DyingPortal:
    """The adapter of a process that is killed right before or right after it has sent."""

    offers_catalogue = True

    def __init__(self, portal: NationalPortal, *, after: bool) -> None:
        self._portal = portal
        self._after = after

    def send(self, batch: Sequence[Outgoing]) -> list[Answer]:
        """Never comes back."""
        if self._after:
            self._portal.send(batch)
        raise Crash

    def __getattr__(self, name: str) -> Any:
        return getattr(self._portal, name)


class BothSidesEqual(RuleBasedStateMachine):
    """Up to four dossiers, the people around them, a line and the stub at its end."""

    stub: NationalStub
    people: People
    admin: Person
    revision: Revision
    agency: Agency

    def __init__(self) -> None:
        super().__init__()
        self.stub.clear()
        self.codes: list[str] = []
        self.deliverers = [self.new_deliverer(), self.new_deliverer()]

    def new_deliverer(self) -> Deliverer:
        """Set by the test."""
        raise NotImplementedError

    def portal(self) -> NationalPortal:
        """Set by the test."""
        raise NotImplementedError

    def publish(self, level: int) -> Revision:
        """Set by the test."""
        raise NotImplementedError

    def teardown(self) -> None:
        """The outage is over and a person has looked at what was refused: all arrives."""
        self.stub.clear()
        self.somebody_resends()
        for _ in range(MOST_ROUNDS):
            if not undelivered().exists():
                break
            with _later(minutes=2):
                self.deliverers[0].run_round()
        for deliverer in self.deliverers:
            deliverer.close()
        self.after_healing()

    def after_healing(self) -> None:
        """Set by the test: what is true then."""

    # --- what is there ------------------------------------------------------------------------
    def dossiers(self) -> list[Dossier]:
        return list(Dossier.objects.filter(code__in=self.codes).order_by("pk"))

    def happened(self, dossier: Dossier) -> list[int]:
        """The national codes of its states, in the order they happened."""
        moves = dossier.history.exclude(from_state=F("to_state")).order_by("pk")
        states = moves.values_list("to_state", flat=True)
        return [int(NATIONAL_CODE[state]) for state in map(State, states)]

    # --- what people do -----------------------------------------------------------------------
    @initialize()
    def first_dossier(self) -> None:
        self.file_one()

    @precondition(lambda self: len(self.codes) < MOST_DOSSIERS)
    @rule()
    def file_one(self) -> None:
        self.codes.append(str(self.people.file(self.revision, self.agency).code))

    @rule(place=PLACE, steps=st.integers(1, 3))
    def go_on(self, place: int, steps: int) -> None:
        for _ in range(steps):
            self._do("forward", place, death=0)

    @rule(place=PLACE, death=DEATH)
    def go_on_and_die(self, place: int, death: int) -> None:
        self._do("forward", place, death)

    @rule(
        deed=st.sampled_from(["ask_for_papers", "supply", "want_back", "decline", "reopen"]),
        place=PLACE,
        death=DEATH,
    )
    def step_aside(self, deed: str, place: int, death: int) -> None:
        self._do(deed, place, death)

    @rule(deed=st.sampled_from(["refuse", "give_back", "halt"]), place=PLACE, seldom=SELDOM)
    def end_it(self, deed: str, place: int, seldom: int) -> None:
        if not seldom:
            self._do(deed, place, death=0)

    def _do(self, deed: str, place: int, death: int) -> None:
        dossiers = self.dossiers()
        with crash_at(death), suppress(Refusal, Http404):
            getattr(self.people, deed)(dossiers[place % len(dossiers)])

    @rule(level=st.sampled_from([3, 4]))
    def change_the_procedure(self, level: int) -> None:
        """Told before the dossiers that are filed from now on."""
        type(self).revision = self.publish(level)

    # --- what the line does -------------------------------------------------------------------
    @rule(which=st.integers(0, 1), rounds=st.integers(1, 3))
    def deliver(self, which: int, rounds: int) -> None:
        for _ in range(rounds):
            self.deliverers[which].run_round()

    @rule(death=st.integers(1, 12))
    def deliver_and_die(self, death: int) -> None:
        """At any statement of a round: what was sent is there, what was not written is not."""
        with crash_at(death):
            self.deliverers[0].run_round()
        self._replace(0)

    @rule(after=st.booleans())
    def die_around_the_sending(self, after: bool) -> None:
        mortal = Deliverer(DyingPortal(self.portal(), after=after))
        with suppress(Crash):
            mortal.run_round()
        mortal.close()

    @rule()
    def deliver_twice_at_once(self) -> None:
        """Two processes that both believe they lead: a lost lock must not cost the order."""
        for outcome in at_once(*[each.run_round for each in self.deliverers]):
            if isinstance(outcome, Exception):
                raise outcome

    def _replace(self, which: int) -> None:
        self.deliverers[which].close()
        self.deliverers[which] = self.new_deliverer()

    # --- what the network and the other side do -------------------------------------------------
    @rule(
        kind=st.sampled_from(["down", "lose_answer", "html", "lose_answer"]),
        times=st.integers(1, 3),
    )
    def fault(self, kind: str, times: int) -> None:
        self.stub.fault(kind, times=times)

    @rule()
    def outage(self) -> None:
        self.stub.fault("down")

    @rule()
    def all_is_well_again(self) -> None:
        self.stub.clear()

    @rule(place=PLACE)
    def refuse_one(self, place: int) -> None:
        self.stub.fault("refuse", dossier=self.codes[place % len(self.codes)], times=1)

    @rule()
    def somebody_resends(self) -> None:
        parked = OutboxMessage.objects.filter(parked_at__isnull=False)
        for stream in parked.values_list("stream", flat=True).distinct():
            resend(actor=self.admin.actor, stream=stream)

    # --- what must be true at every moment --------------------------------------------------------
    @invariant()
    def what_arrived_happened_in_this_order_once(self) -> None:
        for dossier in self.dossiers():
            there = self.stub.states(str(dossier.code))
            assert there == self.happened(dossier)[: len(there)]

    @invariant()
    def nothing_is_believed_delivered_that_is_not_there(self) -> None:
        for dossier in self.dossiers():
            delivered = OutboxMessage.objects.filter(
                stream=dossier.code, delivered_at__isnull=False
            ).count()
            assert len(self.stub.states(str(dossier.code))) >= delivered

    @invariant()
    def only_a_refused_line_stands_still(self) -> None:
        for message in OutboxMessage.objects.filter(parked_at__isnull=False):
            assert "Bị từ chối theo lỗi mô phỏng" in message.last_error


@contextmanager
def _later(*, minutes: int) -> Iterator[None]:
    """What is held back for a while is due; the other side's clock still agrees."""
    with time_machine.travel(clock.now() + timedelta(minutes=minutes), tick=True):
        yield
