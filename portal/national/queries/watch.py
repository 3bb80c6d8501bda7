"""How the line to the national portal does now. Every read is bounded, however long the backlog."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from portal.national.delivery.lock import LEADER_LOCK
from portal.national.models import DeliveryMinute, Endpoint, OutboxMessage
from portal.national.queries.outbox import undelivered
from portal.shared import clock

# Counts stop here; one more means "more".
COUNT_TO = 100_000
# How many of the oldest messages are looked at for the oldest one that is not parked.
LOOK_AT = 2_000
# A process that leads tries, and writes down how it went, much more often than this.
SILENT_AFTER = timedelta(minutes=3)
HOUR = timedelta(hours=1)

# Who holds the delivery's advisory lock in this database. The lock is free as soon as that
# process or its connection dies, so nothing has to be written every few seconds to know it.
WHO_LEADS = """
SELECT activity.backend_start
FROM pg_locks AS held LEFT JOIN pg_stat_activity AS activity ON activity.pid = held.pid
WHERE held.locktype = 'advisory' AND held.granted AND held.classid = 0 AND held.objid = %s
    AND held.objsubid = 1
    AND held.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""


@dataclass(frozen=True)
class Backlog:
    """What of one kind the other side does not have yet.

    `count` is at most COUNT_TO + 1. `oldest` leaves out the lines that wait for a person; where
    the oldest LOOK_AT messages all belong to such lines it is a moment before the true one.
    """

    kind: str
    label: str
    count: int
    oldest: datetime | None


@dataclass(frozen=True)
class Lead:
    """Whether a process delivers, and since when its database session is open (if told)."""

    is_held: bool
    since: datetime | None


@dataclass(frozen=True)
class Line:
    """The line at one moment.

    `held_back` and `parked` count streams (at most COUNT_TO + 1 each): tried again by themselves,
    and waiting for a person. `slowest_ms` and `delivered` are of the last hour.
    """

    at: datetime
    lead: Lead
    backlogs: Sequence[Backlog]
    endpoints: Mapping[str, Endpoint]
    held_back: int
    parked: int
    slowest_ms: int
    delivered: int

    @property
    def waiting(self) -> int:
        """Messages of all kinds."""
        return sum(backlog.count for backlog in self.backlogs)

    @property
    def oldest(self) -> datetime | None:
        """Of all kinds, without what waits for a person."""
        return min((each.oldest for each in self.backlogs if each.oldest), default=None)

    @property
    def oldest_age(self) -> timedelta:
        """How long the oldest has been waiting; zero when nothing waits."""
        return max(self.at - self.oldest, timedelta()) if self.oldest else timedelta()

    @property
    def down_since(self) -> datetime | None:
        """Since when the national portal takes no states; None while it does."""
        states = self.endpoints.get(Endpoint.Name.STATES)
        return states.down_since if states else None

    @property
    def last_try(self) -> datetime | None:
        """When an endpoint was last heard of, well or ill."""
        moments = [
            moment
            for each in self.endpoints.values()
            for moment in (each.last_success_at, each.last_error_at)
            if moment
        ]
        return max(moments, default=None)

    @property
    def is_silent(self) -> bool:
        """A process holds the lead, something waits, and yet nothing is tried."""
        if not self.lead.is_held or self.oldest_age < SILENT_AFTER:
            return False
        last = self.last_try
        return last is None or self.at - last > SILENT_AFTER


def line() -> Line:
    """The line now: nine reads, each capped or of a handful of rows."""
    now = clock.now()
    minutes = DeliveryMinute.objects.filter(minute__gt=now - HOUR).values_list(
        "slowest_ms", "delivered"
    )
    figures = list(minutes)
    return Line(
        at=now,
        lead=lead(),
        backlogs=[backlog(kind) for kind in OutboxMessage.Kind],
        endpoints={each.name: each for each in Endpoint.objects.all()},
        held_back=capped(held_back()),
        parked=capped(parked()),
        slowest_ms=max((slowest for slowest, _delivered in figures), default=0),
        delivered=sum(delivered for _slowest, delivered in figures),
    )


def lead() -> Lead:
    """Which process delivers."""
    with connection.cursor() as cursor:
        cursor.execute(WHO_LEADS, [LEADER_LOCK])
        row = cursor.fetchone()
    return Lead(is_held=row is not None, since=row[0] if row else None)


def backlog(kind: OutboxMessage.Kind) -> Backlog:
    """What of this kind waits."""
    count = capped(undelivered().filter(kind=kind))
    return Backlog(kind.value, str(kind.label), count, oldest_moving(kind) if count else None)


def oldest_moving(kind: OutboxMessage.Kind) -> datetime | None:
    """When the oldest change was made whose line does not wait for a person."""
    of_parked_line = Exists(parked().filter(stream=OuterRef("stream")))
    messages = (
        undelivered()
        .filter(kind=kind)
        .annotate(of_parked_line=of_parked_line)
        .values_list("created_at", "of_parked_line")
    )
    for most in (1, LOOK_AT):  # nearly always the first one is it
        window = list(messages[:most])
        for created_at, is_parked in window:
            if not is_parked:
                return created_at
        if len(window) < most:
            return None
    return window[-1][0]


def held_back() -> QuerySet[OutboxMessage]:
    """Heads of streams that failed by themselves and are tried again at `next_try_at`."""
    return OutboxMessage.objects.filter(
        delivered_at__isnull=True, parked_at__isnull=True, next_try_at__isnull=False
    )


def parked() -> QuerySet[OutboxMessage]:
    """Heads of streams that wait for a person."""
    return OutboxMessage.objects.filter(delivered_at__isnull=True, parked_at__isnull=False)


def capped(rows: QuerySet[Any]) -> int:
    """How many, at most COUNT_TO + 1."""
    return rows.order_by().values("pk")[: COUNT_TO + 1].count()
