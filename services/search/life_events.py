"""Life events as people read them. All may read them: only procedures in force are listed."""

from collections.abc import Sequence

from django.db.models import QuerySet

from portal.shared.memory import remembered
from services.models import LifeEvent, LifeEventProcedure, Revision
from services.search.lexicon import EVENTS_KEY, SECONDS
from services.search.rows import revisions_of


def shown_events() -> list[LifeEvent]:
    """The events of the home page in their order; at most a minute old."""
    return remembered(EVENTS_KEY, lambda: list(_shown()), seconds=SECONDS)


def event_page(slug: str) -> tuple[LifeEvent, list[tuple[Revision, str]]]:
    """A shown event with its procedures in force, each with why it is needed.

    Raises LifeEvent.DoesNotExist.
    """
    event = _shown().get(slug=slug)
    reasons = dict(event.entries.order_by("place", "pk").values_list("procedure_id", "why"))
    return event, [(found, reasons[found.procedure_id]) for found in revisions_of(list(reasons))]


def entries_of(event: LifeEvent) -> list[LifeEventProcedure]:
    """For the admin: also those that are not in force any more (`in_force` is false)."""
    entries = list(event.entries.select_related("procedure").order_by("place", "pk"))
    in_force = procedures_in_force([entry.procedure_id for entry in entries])
    for entry in entries:
        entry.in_force = entry.procedure_id in in_force  # type: ignore[attr-defined]
    return entries


def procedures_in_force(procedures: Sequence[int]) -> set[int]:
    """Those of these procedures that can be filed today."""
    published = Revision.objects.filter(procedure_id__in=procedures, state=Revision.State.PUBLISHED)
    return set(published.values_list("procedure_id", flat=True))


def events_with_lost_procedures() -> set[int]:
    """Events that name a procedure which is not in force: somebody should look at them."""
    lost = LifeEventProcedure.objects.exclude(procedure__revisions__state=Revision.State.PUBLISHED)
    return set(lost.filter(event__removed=False).values_list("event_id", flat=True))


def _shown() -> QuerySet[LifeEvent]:
    return LifeEvent.objects.filter(removed=False, shown=True).order_by("place", "pk")
