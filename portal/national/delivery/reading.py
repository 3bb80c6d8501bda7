"""From outbox rows to what the port takes, or the reason why a row cannot be sent."""

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portal.national import queries
from portal.national.adapters.port import Outgoing, OutgoingProcedure
from portal.national.delivery.lost import LOST_DATABASE
from portal.national.delivery.plain import bug
from portal.national.mapping.change import PayloadError, read_change
from portal.national.mapping.procedure_entry import read_entry
from portal.national.models import Correction, OutboxMessage

logger = logging.getLogger(__name__)

Parcel = Outgoing | OutgoingProcedure
Pair = tuple[OutboxMessage, Parcel]
Read = Callable[[OutboxMessage, Mapping[str, str]], Parcel]


@dataclass
class Readable:
    """Messages with what is sent of each; and the others, with why."""

    ready: list[Pair] = field(default_factory=list)
    # Nobody will ever be able to read these.
    unreadable: list[tuple[OutboxMessage, str]] = field(default_factory=list)
    # Reading these met a bug of ours; perhaps the next version can.
    broken: list[tuple[OutboxMessage, str]] = field(default_factory=list)


def read(messages: Sequence[OutboxMessage], kind: str) -> Readable:
    """Read all; a message that cannot be read spoils no other."""
    found = Readable()
    corrections = _corrections(messages)
    read_one = _reader(messages, kind)
    for message in messages:
        try:
            found.ready.append((message, read_one(message, corrections[message.stream])))
        except PayloadError as error:
            found.unreadable.append((message, _("Bản tin không đọc được: %s") % error))
        except LOST_DATABASE:
            raise
        except Exception as error:
            logger.error("outbox message %s: %s", message.pk, bug(error))
            found.broken.append((message, bug(error)))
    return found


def _corrections(messages: Sequence[OutboxMessage]) -> Mapping[str, dict[str, str]]:
    """By stream; one query."""
    made: defaultdict[str, dict[str, str]] = defaultdict(dict)
    rows = Correction.objects.filter(stream__in=[message.stream for message in messages])
    for stream, name, value in rows.values_list("stream", "field", "value"):
        made[stream][name] = value
    return made


def _reader(messages: Sequence[OutboxMessage], kind: str) -> Read:
    if kind == OutboxMessage.Kind.PROCEDURE:
        return lambda message, mended: OutgoingProcedure(
            message.key, read_entry(message.payload), mended
        )
    catalogue = queries.Catalogue(messages)
    return lambda message, mended: Outgoing(
        message.key,
        read_change(
            message.payload, catalogue.names_for(message), catalogue.enclosures_for(message)
        ),
        mended,
    )
