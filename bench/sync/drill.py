"""The outage drill, step by step; each step that does not hold raises Failed."""

import sys
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from django.core.management import call_command
from django.utils import timezone

from bench.client.wrk import Failed
from bench.data.bulk import add_dossiers, tidy
from bench.data.world import make_world
from bench.plans import FOLDER
from bench.sync.backlog import STEPS, Backlog, backlog
from bench.sync.ends import delivery, stub, stub_database, their_states, wait_until_there
from bench.sync.equality import differing
from portal.national.adapters.chosen import national_portal
from portal.national.delivery.deliverer import Deliverer
from portal.national.models import Endpoint, OutboxMessage, SyncCase
from portal.shared import clock

DRAIN_AIM_SECONDS = 600
# How often the delivery is let try within a simulated hour.
TRIES_AN_HOUR = 30
# Cases are looked at once a minute.
SOON_SECONDS = 120


def drill(*, hours: int, dossiers_a_day: int) -> None:
    """The whole drill; prints what it found. Raises Failed or TimeoutError."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    days = hours / 24
    dossiers = round(dossiers_a_day * days)
    began = timezone.now() - timedelta(hours=hours)
    say(f"making {dossiers:,} dossiers ...")
    _make(dossiers, began)
    with stub():
        _deliver_all("the catalogue and what the world has to tell")
        before = their_states()
    waiting = backlog(
        dossiers=dossiers,
        began=began,
        gap=timedelta(hours=hours) / (dossiers * len(STEPS)),
    )
    refused = _outage(waiting, hours, began)
    say(f"{hours} hours down: {waiting.messages:,} changes wait, {refused:,} connections refused")
    _nothing_lost(waiting)
    _one_case(began)
    tidy()
    with stub(keep=True):
        seconds = _drain(before + waiting.messages)
        _both_sides_equal()
    rate = waiting.messages / seconds
    verdict = "met" if seconds <= DRAIN_AIM_SECONDS else "MISSED"
    say(
        f"all {waiting.messages:,} arrived within {seconds:.0f} s of the stub's return,"
        f" {rate:.0f} a second (aim: {DRAIN_AIM_SECONDS} s, {verdict});"
        " both sides are equal, every state once and in order"
    )
    if seconds > DRAIN_AIM_SECONDS:
        raise Failed("the backlog took too long to drain")


def say(text: str) -> None:
    """To the person who waits."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _make(dossiers: int, began: datetime) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    with clock.pinned(began - timedelta(days=1)):
        world = make_world()
    add_dossiers(world, first=1, last=dossiers)


def _deliver_all(what: str) -> None:
    with delivery():
        end = time.monotonic() + DRAIN_AIM_SECONDS
        while OutboxMessage.objects.filter(delivered_at=None).exists():
            if time.monotonic() > end:
                raise Failed(f"not delivered: {what}")
            time.sleep(0.2)


def _outage(waiting: Backlog, hours: int, began: datetime) -> int:
    """Nobody listens at the stub's port; the province goes on. How many tries were refused."""
    deliverer = Deliverer(national_portal())
    refused = 0
    for hour in range(hours):
        first, last = (waiting.messages * each // hours for each in (hour, hour + 1))
        waiting.write(first, last - first)
        for number in range(TRIES_AN_HOUR):
            moment = began + timedelta(hours=hour + (number + 1) / TRIES_AN_HOUR)
            with clock.pinned(moment):
                deliverer.let_try()
                refused += deliverer.run_round().failed
    deliverer.close()
    return refused


def _nothing_lost(waiting: Backlog) -> None:
    undelivered = OutboxMessage.objects.filter(delivered_at=None)
    if undelivered.count() != waiting.messages:
        raise Failed(f"{undelivered.count():,} of {waiting.messages:,} changes wait")
    if undelivered.filter(parked_at__isnull=False).exists():
        raise Failed("something was parked though nobody refused it")
    if not Endpoint.objects.filter(name=Endpoint.Name.STATES, down_since__isnull=False).exists():
        raise Failed("the page does not know that the endpoint is down")


def _one_case(began: datetime) -> None:
    cases = list(SyncCase.objects.filter(kind=SyncCase.Kind.OUTAGE, closed_at=None))
    if len(cases) != 1 or cases[0].assignee is None:
        raise Failed(f"expected one case for a named person, found {len(cases)}")
    after = (cases[0].opened_at - began).total_seconds() / 3600
    say(f"one case after {after:.1f} hours, for {cases[0].assignee}")


def _drain(wanted: int) -> float:
    with delivery():
        seconds = wait_until_there(wanted, seconds=2 * DRAIN_AIM_SECONDS)
        _soon(
            lambda: not OutboxMessage.objects.filter(delivered_at=None).exists(),
            "the stub has every state, and the outbox does not know it",
        )
        _soon(
            lambda: not SyncCase.objects.filter(kind=SyncCase.Kind.OUTAGE, closed_at=None).exists(),
            "the case of the outage is still open",
        )
    return seconds


def _soon(true: Callable[[], bool], complaint: str) -> None:
    end = time.monotonic() + SOON_SECONDS
    while not true():
        if time.monotonic() > end:
            raise Failed(complaint)
        time.sleep(0.2)


def _both_sides_equal() -> None:
    if wrong := differing(stub_database()):
        raise Failed(f"{len(wrong):,} dossiers differ, the first: {wrong[0]}")
