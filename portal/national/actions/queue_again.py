"""What the other side has lost is queued again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import connection, transaction
from django.db.models import Q

from portal.national.comparison.ours import Seen
from portal.national.models import CHANNEL, OutboxMessage


@dataclass(frozen=True)
class Lacking:
    """What is to be queued again of a dossier: these messages, or (None) all that were delivered;
    and what had been delivered when we looked, before the other side was asked."""

    seen: Seen
    messages: tuple[int, ...] | None


@dataclass(frozen=True)
class QueuedAgain:
    """Dossiers that were still as they had been seen, and how many messages were queued."""

    unmoved: frozenset[str]
    messages: int


@transaction.atomic
def queue_again(*, lacking: Mapping[str, Lacking]) -> QueuedAgain:
    """Queue again what is lacking of these dossiers, in the order it happened.

    A dossier that has moved since it was looked at, or of which something is under way, is left
    alone. What stood still behind a refused message goes on behind what is sent again.
    """
    rows = (
        OutboxMessage.objects.select_for_update()
        .filter(stream__in=list(lacking))
        .order_by("stream", "id")
        .only("stream", "delivered_at", "parked_at")
    )
    unmoved, again = set(), []
    for code, found in groupby(rows, lambda row: row.stream):
        messages = list(found)
        wanted = lacking[code]
        if not _is_as_seen(messages, wanted.seen):
            continue
        unmoved.add(code)
        again += [
            message.pk
            for message in messages
            if message.delivered_at and (wanted.messages is None or message.pk in wanted.messages)
        ]
    if again:
        _queue(again, [code for code in unmoved if lacking[code].messages != ()])
    return QueuedAgain(frozenset(unmoved), len(again))


def _is_as_seen(messages: Sequence[OutboxMessage], seen: Seen) -> bool:
    told = [message for message in messages if message.delivered_at]
    waiting = len(messages) - len(told)
    if waiting and not any(message.parked_at for message in messages):
        return False
    last_at = max((message.delivered_at for message in told if message.delivered_at), default=None)
    return seen == Seen(len(told), told[-1].pk if told else None, last_at)


def _queue(messages: Sequence[int], streams: Sequence[str]) -> None:
    """From the beginning: what these and the refused ones behind them went through is forgotten."""
    OutboxMessage.objects.filter(
        Q(pk__in=messages) | Q(stream__in=streams, parked_at__isnull=False)
    ).update(
        delivered_at=None,
        parked_at=None,
        next_try_at=None,
        failing_since=None,
        attempts=0,
        last_error="",
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
