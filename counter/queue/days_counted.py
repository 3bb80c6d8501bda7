"""The database counts the days of a counter: two queries, whatever the number of days."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Avg, Count, Exists, F, Max, OuterRef, Q, QuerySet

from counter.models import Explanation, Ticket
from counter.queue.figures import DayFigures, day_figures

State = Ticket.State
_TIMED = Q(state=State.DONE, served_seconds__isnull=False)


def figures_of(agency_id: int, since: date, until: date) -> list[DayFigures]:
    """Of every day with tickets from `since` to `until`, both included; the latest first."""
    tickets = Ticket.objects.filter(agency_id=agency_id, day__range=(since, until))
    owed = {row["ticket__day"]: row for row in _explanations(agency_id, since, until)}
    return [
        day_figures(row["day"], row | _of(owed, row["day"]), _times(row))
        for row in _counted(tickets)
    ]


def explanations_of_days(
    agency_id: int, since: date, until: date
) -> QuerySet[Explanation, Explanation]:
    """What was owed in these days, the latest first."""
    found = Explanation.objects.filter(
        ticket__agency_id=agency_id, ticket__day__range=(since, until)
    )
    return found.select_related("ticket", "clerk").order_by("-owed_at")


def _counted(tickets: QuerySet[Ticket]) -> list[dict[str, Any]]:
    waited = F("first_called_at") - F("taken_at")
    explained = Exists(Explanation.objects.filter(ticket=OuterRef("pk")))
    days: Any = (
        tickets.annotate(has_explanation=explained)
        .values("day")
        .annotate(
            taken=Count("id"),
            done=Count("id", filter=Q(state=State.DONE)),
            no_show=Count("id", filter=Q(state=State.NO_SHOW)),
            left=Count("id", filter=Q(state=State.LEFT)),
            called=Count("first_called_at"),
            timed=Count("id", filter=_TIMED),
            over=Count("id", filter=_TIMED & Q(has_explanation=True)),
            mean_wait=Avg(waited),
            longest_wait=Max(waited),
            service=Avg("served_seconds", filter=_TIMED),
        )
        .order_by("-day")
    )
    return list(days)


def _explanations(agency_id: int, since: date, until: date) -> list[dict[str, Any]]:
    found: Any = explanations_of_days(agency_id, since, until).order_by().values("ticket__day")
    return list(found.annotate(owed=Count("id"), given=Count("given_at")))


def _of(owed: Mapping[date, Mapping[str, int]], day: date) -> dict[str, int]:
    row = owed.get(day, {})
    return {"owed": row.get("owed", 0), "given": row.get("given", 0)}


def _times(row: Mapping[str, Any]) -> dict[str, float]:
    times = {}
    if row["mean_wait"] is not None:
        times["wait"] = row["mean_wait"].total_seconds()
        times["longest_wait"] = row["longest_wait"].total_seconds()
    if row["service"] is not None:
        times["service"] = float(row["service"])
    return times
