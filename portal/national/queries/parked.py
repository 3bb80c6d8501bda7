"""Lines that wait for a person: the refused message of each, the longest waiting first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Count, Min, Q

from portal.national.models import OutboxMessage
from portal.national.queries.outbox import undelivered
from portal.national.queries.watch import parked

PAGE = 50
# Reasons are grouped over so many of the longest waiting lines, and so many groups are shown.
GROUPED = 10_000
REASONS = 20

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Reason:
    """Why so many lines stand still. `example` is the number of one of their messages."""

    text: str
    count: int
    oldest: datetime
    example: int


def reasons() -> list[Reason]:
    """The commonest reasons among the GROUPED lines that wait longest."""
    longest = parked().order_by("parked_at", "pk").values("pk")[:GROUPED]
    groups = (
        OutboxMessage.objects.filter(pk__in=longest)
        .values("last_error")
        .annotate(count=Count("pk"), oldest=Min("parked_at"), example=Min("pk"))
        .order_by("-count", "example")[:REASONS]
    )
    return [
        Reason(row["last_error"], row["count"], row["oldest"], row["example"]) for row in groups
    ]


def reason_of(number: int) -> str | None:
    """The reason why this message is parked; None when it is not (any more)."""
    return parked().filter(pk=number).values_list("last_error", flat=True).first()


def parked_lines(*, reason: str | None = None, after: str = "") -> tuple[list[OutboxMessage], str]:
    """One page of parked messages behind the position `after`, and the position of the next."""
    found = parked().defer("payload").order_by("parked_at", "pk")
    if reason is not None:
        found = found.filter(last_error=reason)
    position = _read_position(after)
    if position:
        moment, number = position
        found = found.filter(
            Q(parked_at__gt=moment) | Q(parked_at=moment, pk__gt=number), parked_at__gte=moment
        )
    page = list(found[: PAGE + 1])
    return page[:PAGE], _position(page[PAGE - 1]) if len(page) > PAGE else ""


def waiting_in(streams: Iterable[str]) -> dict[str, int]:
    """How many messages of each of these streams are not delivered, the refused one included."""
    counts = (
        undelivered()
        .filter(stream__in=list(streams))
        .order_by()
        .values("stream")
        .annotate(count=Count("pk"))
    )
    return {row["stream"]: row["count"] for row in counts}


def _position(message: OutboxMessage) -> str:
    assert message.parked_at is not None
    return f"{(message.parked_at - EPOCH) // timedelta(microseconds=1)}-{message.pk}"


def _read_position(text: str) -> tuple[datetime, int] | None:
    moment, _dash, number = text.partition("-")
    if not all(part.isascii() and part.isdecimal() and len(part) < 17 for part in (moment, number)):
        return None
    return EPOCH + timedelta(microseconds=int(moment)), int(number)
