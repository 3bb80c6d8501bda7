"""The public figure: how far behind the national portal is, at worst."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, Q

from portal.national.models import DeliveryMinute, Endpoint, OutboxMessage
from portal.national.queries.watch import HOUR, capped, oldest_moving, parked
from portal.shared import clock
from portal.shared.memory import remembered

DAY = timedelta(hours=24)
CACHE_SECONDS = 60


@dataclass(frozen=True)
class PublicSync:
    """`oldest`: when the oldest change was made that is not there yet; `slowest_ms`: the slowest
    delivery of the last `hours` (1 or 24; 0 when nothing was delivered); `down_since`: since when
    the national portal takes nothing; `parked`: dossiers refused there, not in these figures."""

    down_since: datetime | None
    oldest: datetime | None
    slowest_ms: int
    hours: int
    parked: int

    def behind(self) -> timedelta | None:
        """The greater of the oldest's age now and the slowest delivery; None: nothing to say."""
        if not self.oldest and not self.hours:
            return None
        waiting = clock.now() - self.oldest if self.oldest else timedelta()
        return max(waiting, timedelta(milliseconds=self.slowest_ms))


def public_sync() -> PublicSync:
    """The figure, at most a minute old. Four small reads when it is not remembered."""
    return remembered("national.public_sync", _read, seconds=CACHE_SECONDS)


def _read() -> PublicSync:
    now = clock.now()
    down_since = (
        Endpoint.objects.filter(name=Endpoint.Name.STATES)
        .values_list("down_since", flat=True)
        .first()
    )
    in_hour = Q(minute__gt=now - HOUR)
    slowest = DeliveryMinute.objects.filter(
        minute__gt=now - DAY, kind=OutboxMessage.Kind.STATE, delivered__gt=0
    ).aggregate(hour=Max("slowest_ms", filter=in_hour), day=Max("slowest_ms"))
    hours = 1 if slowest["hour"] is not None else 24 if slowest["day"] is not None else 0
    return PublicSync(
        down_since=down_since,
        oldest=oldest_moving(OutboxMessage.Kind.STATE),
        slowest_ms={0: 0, 1: slowest["hour"], 24: slowest["day"]}[hours],
        hours=hours,
        parked=capped(parked().filter(kind=OutboxMessage.Kind.STATE)),
    )
