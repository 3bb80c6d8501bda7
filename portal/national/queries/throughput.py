"""What was delivered lately, read from the figures that the delivery writes minute by minute."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Sum
from django.db.models.functions import Trunc

from portal.national.models import DeliveryMinute
from portal.shared import clock
from portal.shared.clock import PROVINCE_TIME

MINUTES = 60
HOURS = 24


@dataclass(frozen=True)
class Span:
    """A minute or an hour: messages delivered, refused, failed, and the slowest delivery."""

    at: datetime
    delivered: int = 0
    parked: int = 0
    failed: int = 0
    slowest_ms: int = 0


def last_hour() -> list[Span]:
    """The last 60 minutes, the present one last."""
    return _spans("minute", timedelta(minutes=1), MINUTES)


def last_day() -> list[Span]:
    """The last 24 hours, the present one last."""
    return _spans("hour", timedelta(hours=1), HOURS)


def delivered_today() -> int:
    """Messages delivered since midnight in the province."""
    midnight = _floor(clock.now(), "hour").replace(hour=0)
    total = DeliveryMinute.objects.filter(minute__gte=midnight).aggregate(sum=Sum("delivered"))
    return int(total["sum"] or 0)


def _spans(kind: str, length: timedelta, number: int) -> list[Span]:
    last = _floor(clock.now(), kind)
    found = {row["at"]: row for row in _figures(kind, last - (number - 1) * length)}
    moments = (last - back * length for back in reversed(range(number)))
    return [Span(**found.get(moment, {"at": moment})) for moment in moments]


def _figures(kind: str, since: datetime) -> Iterable[dict[str, Any]]:
    figures: Iterable[Any] = (
        DeliveryMinute.objects.filter(minute__gte=since)
        .values(at=Trunc("minute", kind))
        .annotate(
            delivered=Sum("delivered"),
            parked=Sum("parked"),
            failed=Sum("failed"),
            slowest_ms=Max("slowest_ms"),
        )
        .order_by("at")
    )
    return figures


def _floor(moment: datetime, kind: str) -> datetime:
    here = moment.astimezone(PROVINCE_TIME).replace(second=0, microsecond=0)
    return here.replace(minute=0) if kind == "hour" else here
