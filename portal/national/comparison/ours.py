"""What the outbox says that the other side has been told: by day, dossier and message.

A dossier is *under way* while something of it is still to be sent and nothing of it is parked: the
two sides may differ about it. Where the line stands still because a message was refused, what was
delivered before it can be compared like everything else.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from portal.national.mapping.values import wire_moment
from portal.national.models import OutboxMessage

DIGEST_RANGE = 2**60

# One row for each dossier. The status is read of its last message alone: payloads are large.
_DOSSIERS = """
    WITH told AS (
        SELECT stream,
            split_part(stream, '-', 2) AS day,
            count(delivered_at) AS states,
            max(id) FILTER (WHERE delivered_at IS NOT NULL) AS last_id,
            max(delivered_at) AS last_at,
            bool_or(delivered_at IS NULL) AND NOT bool_or(parked_at IS NOT NULL) AS under_way
        FROM national_outboxmessage
        WHERE kind = 'state' AND split_part(stream, '-', 2) {which} %s
        GROUP BY stream
    )
    SELECT told.*, (last.payload -> 'step' ->> 'status') AS status
    FROM told LEFT JOIN national_outboxmessage last ON last.id = told.last_id
"""
_DAYS = f"""
    SELECT day,
        count(*) FILTER (WHERE NOT under_way AND states > 0),
        coalesce(sum(states) FILTER (WHERE NOT under_way), 0)::bigint,
        coalesce(sum(
            ('x' || left(md5(stream || ':' || status || ':' || states), 15))::bit(60)::bigint
        ) FILTER (WHERE NOT under_way AND states > 0), 0) %% {DIGEST_RANGE},
        count(*) FILTER (WHERE under_way)
    FROM ({_DOSSIERS.format(which=">=")}) dossiers
    GROUP BY day
"""  # noqa: S608 - nothing in it comes from outside
_OF_DAY = f"""
    SELECT stream, coalesce(status::int, 0), states, under_way, last_id, last_at
    FROM ({_DOSSIERS.format(which="=")}) dossiers
    ORDER BY stream
"""  # noqa: S608 - nothing in it comes from outside
_NEXT_STREAMS = """
    SELECT DISTINCT stream FROM national_outboxmessage
    WHERE kind = 'state' AND split_part(stream, '-', 2) >= %s AND stream > %s
    ORDER BY stream LIMIT %s
"""
EVERY_DAY = "000000"


@dataclass(frozen=True)
class OurDay:
    """The dossiers of one day that are not under way, and how many are."""

    dossiers: int
    states: int
    digest: int
    under_way: int


@dataclass(frozen=True)
class Seen:
    """What was delivered of a dossier when we looked; anything that moves changes it."""

    states: int
    last_id: int | None
    last_at: datetime | None


@dataclass(frozen=True)
class OurDossier:
    """A dossier as the other side was told of it. `status` is 0 while nothing was delivered."""

    code: str
    status: int
    under_way: bool
    seen: Seen


@dataclass(frozen=True)
class OurMessage:
    """One change that was told, or is to be."""

    pk: int
    key: str
    status: int
    # What a form without keys knows it by.
    mark: str
    delivered_at: datetime | None
    is_parked: bool


def our_days(since: date | None) -> dict[date, OurDay]:
    """By the day of the dossiers' codes, from `since` on."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [_digits(since)])
        rows = cursor.fetchall()
    return {
        day: OurDay(dossiers, int(states), int(digest), under_way)
        for digits, dossiers, states, digest, under_way in rows
        if (day := _day(digits))
    }


def our_dossiers(day: date) -> dict[str, OurDossier]:
    """The dossiers of one day, those under way too, by code."""
    with connection.cursor() as cursor:
        cursor.execute(_OF_DAY, [_digits(day)])
        rows = cursor.fetchall()
    return {
        code: OurDossier(code, status, under_way, Seen(states, last_id, last_at))
        for code, status, states, under_way, last_id, last_at in rows
    }


def next_codes(since: date | None, *, after: str, limit: int) -> list[str]:
    """Codes of dossiers from that day on that follow `after`, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_STREAMS, [_digits(since), after, limit])
        return [code for (code,) in cursor.fetchall()]


def our_messages(code: str) -> list[OurMessage]:
    """Every change of one dossier, in order."""
    return [_message(row) for row in OutboxMessage.objects.filter(stream=code).order_by("id")]


def is_under_way(messages: list[OurMessage]) -> bool:
    """As above, for the messages of one dossier."""
    waiting = [message for message in messages if message.delivered_at is None]
    return bool(waiting) and not any(message.is_parked for message in waiting)


def seen_of(messages: list[OurMessage]) -> Seen:
    """As above, for the messages of one dossier."""
    told = [(message.pk, message.delivered_at) for message in messages if message.delivered_at]
    last_at = max((at for _pk, at in told), default=None)
    return Seen(len(told), told[-1][0] if told else None, last_at)


def _message(row: OutboxMessage) -> OurMessage:
    step = row.payload.get("step", {})
    at = datetime.fromisoformat(step["at"]) if step.get("at") else None
    return OurMessage(
        pk=row.pk,
        key=str(row.key),
        status=int(step.get("status", 0)),
        mark=f"{step.get('status', 0)}@{wire_moment(at)}",
        delivered_at=row.delivered_at,
        is_parked=row.parked_at is not None,
    )


def _digits(day: date | None) -> str:
    return EVERY_DAY if day is None else f"{day:%y%m%d}"


def _day(digits: str) -> date | None:
    try:
        return date.fromisoformat(f"20{digits[:2]}-{digits[2:4]}-{digits[4:]}")
    except ValueError:
        return None
