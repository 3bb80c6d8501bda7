"""Reads of the outbox and of the names that messages need."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from portal.agencies.naming import NamesThen
from portal.national.mapping.change import Names, PayloadError
from portal.national.mapping.enclosures import NONE, Enclosures
from portal.national.models import OutboxMessage
from portal.national.queries.enclosures import enclosures_of
from services.models import Procedure, Revision

# How far into the backlog one look goes: enough for full batches, however it is mixed.
WINDOW = 4000

Kind = OutboxMessage.Kind

# Undelivered messages in the order of `id`, without the streams that stand still and without what
# waits for an older message of its procedure (parked ones make nobody wait). Both sets are put
# together once and looked up in each row: as joins they are at the mercy of statistics, which are
# never those of the moment when an outage ends.
READY = """
SELECT id, stream FROM national_outboxmessage
WHERE delivered_at IS NULL AND kind = %(kind)s
    AND NOT COALESCE((
        SELECT jsonb_object_agg(stream, true) FROM national_outboxmessage
        WHERE delivered_at IS NULL AND (next_try_at > %(now)s OR parked_at IS NOT NULL)
    ), '{}') ? stream
    AND (kind <> 'state' OR NOT %(procedures_first)s OR id < COALESCE((COALESCE((
        SELECT jsonb_object_agg(stream, first) FROM (
            SELECT stream, min(id) AS first FROM national_outboxmessage
            WHERE delivered_at IS NULL AND kind = 'procedure' AND parked_at IS NULL
            GROUP BY stream
        ) AS waiting
    ), '{}') ->> waits_for)::bigint, id + 1))
ORDER BY id LIMIT %(window)s
"""


def undelivered() -> QuerySet[OutboxMessage]:
    """What the other side does not have yet, oldest first."""
    return OutboxMessage.objects.filter(delivered_at__isnull=True).order_by("id")


def heads(
    *, now: datetime, limit: int, kind: str = Kind.STATE, procedures_first: bool = True
) -> list[OutboxMessage]:
    """The oldest undelivered message of each stream of this kind that may be sent, oldest first.

    Only heads may be sent. The window starts at the oldest undelivered message, so the first of a
    stream in it is that stream's head. Streams that are held back or parked are left out as a
    whole, and so are dossiers whose procedure the other side has yet to be told of
    (`procedures_first`): none of them crowds the window. What a stream waits for is the same in
    all its messages, so a later one never goes where an earlier one waits.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            READY,
            {"kind": kind, "now": now, "procedures_first": procedures_first, "window": WINDOW},
        )
        first_of: dict[str, int] = {}
        for pk, stream in cursor.fetchall():
            first_of.setdefault(stream, pk)
    chosen = sorted(first_of.values())[:limit]
    return list(undelivered().filter(pk__in=chosen))


class Catalogue:
    """Names of the procedures, as their revisions call them, and agencies of one batch, in three
    queries, and what hangs on its dossiers."""

    def __init__(self, messages: Iterable[OutboxMessage]) -> None:
        messages = list(messages)
        dossiers = [_part(message, "dossier") for message in messages]
        steps = [_part(message, "step") for message in messages]
        procedures = _numbers(dossiers, "procedure_id")
        agencies = _numbers(dossiers, "handling_agency_id") | _numbers(steps, "agency_id")
        self._procedures = {
            procedure.pk: procedure
            for procedure in Procedure.objects.select_related("sector")
            .filter(pk__in=procedures)
            .only("code", "name", "sector__code", "sector__name")
        }
        # An old dossier goes by the name of the revision it was filed under.
        self._revisions = dict(
            Revision.objects.filter(pk__in=_numbers(dossiers, "revision_id")).values_list(
                "pk", "name"
            )
        )
        self._agencies = NamesThen(agencies)
        codes = {str(dossier.get("code")) for dossier in dossiers if dossier.get("code")}
        self._enclosures = enclosures_of(codes) if codes else {}

    def enclosures_for(self, message: OutboxMessage) -> Enclosures:
        """What hangs on the message's dossier as of now; nothing if we do not have it."""
        return self._enclosures.get(message.stream, NONE)

    def names_for(self, message: OutboxMessage) -> Names:
        """The names that this message needs. Raises PayloadError."""
        try:
            dossier, step = message.payload["dossier"], message.payload["step"]
            procedure = self._procedures[dossier["procedure_id"]]
            named = self._revisions.get(dossier.get("revision_id"), procedure.name)
            # As they were called when the step was made, however late it is told.
            at = _moment(step.get("at"))
            handling = self._agencies(dossier["handling_agency_id"], at)
            acting = self._agencies(step["agency_id"], at) if step.get("agency_id") else ""
        except (KeyError, TypeError) as error:
            raise PayloadError(f"{type(error).__name__}: {error}") from error
        return Names(
            procedure_code=procedure.code,
            procedure_name=named,
            sector_code=procedure.sector.code,
            sector_name=procedure.sector.name,
            handling_agency=handling,
            acting_agency=acting,
        )


def _part(message: OutboxMessage, name: str) -> Mapping[str, Any]:
    """That part of the payload; empty where the payload is none of ours."""
    part = message.payload.get(name) if isinstance(message.payload, dict) else None
    return part if isinstance(part, dict) else {}


def _moment(text: object) -> datetime | None:
    """The moment of a payload's step; None where it is none of ours."""
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _numbers(parts: Iterable[Mapping[str, Any]], name: str) -> set[int]:
    return {part[name] for part in parts if isinstance(part.get(name), int)}
