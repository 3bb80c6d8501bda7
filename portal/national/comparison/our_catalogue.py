"""Our procedures as the national catalogue should have them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Q, QuerySet

from portal.national.models import Correction, OutboxMessage, procedure_stream
from services.models import Procedure, Revision


@dataclass(frozen=True)
class Told:
    """How far the messages about one procedure have got."""

    last_id: int = 0
    waiting: int = 0
    parked: int = 0

    @property
    def under_way(self) -> bool:
        """Something is still to be sent, and nothing stands in its way."""
        return bool(self.waiting and not self.parked)


@dataclass(frozen=True)
class OurProcedure:
    """One procedure that is or was in force. `name` is what is sent: as a person mended it."""

    pk: int
    code: str
    name: str
    level: int
    in_force: bool
    told: Told


def known_procedures() -> QuerySet[Procedure]:
    """Those in force and those withdrawn, with what a message about them needs."""
    states = (Revision.State.PUBLISHED, Revision.State.WITHDRAWN)
    return (
        Procedure.objects.filter(current_revision__state__in=states)
        .select_related("sector", "current_revision__handling_agency__heir")
        .defer("current_revision__eform", "current_revision__source", "search_text")
        .order_by("pk")
    )


def our_procedures() -> dict[str, OurProcedure]:
    """By code."""
    procedures = list(known_procedures())
    told = told_of(procedure.pk for procedure in procedures)
    names = dict(
        Correction.objects.filter(
            field="TenTTHC", stream__in=[procedure_stream(each.pk) for each in procedures]
        ).values_list("stream", "value")
    )
    return {
        each.code: OurProcedure(
            pk=each.pk,
            code=each.code,
            name=names.get(procedure_stream(each.pk), each.name),
            level=current(each).level,
            in_force=is_in_force(each),
            told=told.get(each.pk, Told()),
        )
        for each in procedures
    }


def current(procedure: Procedure) -> Revision:
    """The last revision that was published. Raises Revision.DoesNotExist."""
    if procedure.current_revision is None:
        raise Revision.DoesNotExist(procedure.code)
    return procedure.current_revision


def is_in_force(procedure: Procedure) -> bool:
    """Whether its current revision is."""
    return current(procedure).state == Revision.State.PUBLISHED


def told_of(procedure_ids: Iterable[int]) -> dict[int, Told]:
    """By procedure; without those that never had a message."""
    stream_of = {procedure_stream(pk): pk for pk in procedure_ids}
    rows = (
        OutboxMessage.objects.filter(stream__in=list(stream_of))
        .order_by()
        .values("stream")
        .annotate(
            last_id=Max("id"),
            waiting=Count("id", filter=Q(delivered_at__isnull=True)),
            parked=Count("id", filter=Q(parked_at__isnull=False)),
        )
    )
    return {
        stream_of[row["stream"]]: Told(row["last_id"], row["waiting"], row["parked"])
        for row in rows
    }
