"""Reads of the outbox and of the names that messages need."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from portal.agencies.models import Agency
from portal.national.mapping.change import Names, PayloadError
from portal.national.models import OutboxMessage
from services.models import Procedure

# How far into the backlog one look goes: enough for full batches, however it is mixed.
WINDOW = 4000


def undelivered() -> QuerySet[OutboxMessage]:
    """What the other side does not have yet, oldest first."""
    return OutboxMessage.objects.filter(delivered_at__isnull=True).order_by("id")


def heads(*, now: datetime, limit: int) -> list[OutboxMessage]:
    """The oldest undelivered message of each stream that is not held back, oldest first.

    Only heads may be sent. The window starts at the oldest undelivered message, so the first of a
    stream in it is that stream's head; streams that are held back are left out as a whole, so
    they never crowd the window.
    """
    held = undelivered().filter(stream=OuterRef("stream"), next_try_at__gt=now)
    window = undelivered().filter(~Exists(held)).values_list("id", "stream")[:WINDOW]
    first_of: dict[str, int] = {}
    for pk, stream in window:
        first_of.setdefault(stream, pk)
    chosen = sorted(first_of.values())[:limit]
    return list(undelivered().filter(pk__in=chosen))


class Catalogue:
    """Names of the procedures and agencies of one batch, in two queries."""

    def __init__(self, messages: Iterable[OutboxMessage]) -> None:
        dossiers = [message.payload.get("dossier", {}) for message in messages]
        steps = [message.payload.get("step", {}) for message in messages]
        procedures = {dossier.get("procedure_id") for dossier in dossiers}
        agencies = {dossier.get("handling_agency_id") for dossier in dossiers}
        agencies |= {step.get("agency_id") for step in steps}
        self._procedures = {
            procedure.pk: procedure
            for procedure in Procedure.objects.select_related("sector")
            .filter(pk__in=procedures - {None})
            .only("code", "name", "sector__code", "sector__name")
        }
        self._agencies: dict[int, str] = dict(
            Agency.objects.filter(pk__in=agencies - {None}).values_list("pk", "name")
        )

    def names_for(self, message: OutboxMessage) -> Names:
        """The names that this message needs. Raises PayloadError."""
        try:
            dossier, step = message.payload["dossier"], message.payload["step"]
            procedure = self._procedures[dossier["procedure_id"]]
            handling = self._agencies[dossier["handling_agency_id"]]
        except KeyError as error:
            raise PayloadError(f"KeyError: {error}") from error
        return Names(
            procedure_code=procedure.code,
            procedure_name=procedure.name,
            sector_code=procedure.sector.code,
            sector_name=procedure.sector.name,
            handling_agency=handling,
            acting_agency=self._agencies.get(step.get("agency_id"), ""),
        )
