"""Reads of the queue, bounded: one day, one agency, at most a screen of rows."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from counter.models import Desk, Explanation, Ticket, TicketEvent
from counter.queue.days import start_of_today
from counter.queue.forecast import LATEST, Forecast, forecast
from counter.queue.order import IN_LINE
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import NotAllowed

AT_A_DESK = (Ticket.State.CALLED, Ticket.State.SERVING)
# Rows of a screen; what is beyond them is counted, not listed.
SCREEN = 50


def agency_of(actor: Actor) -> int:
    """Where the clerk works. Raises NotAllowed for people without an agency."""
    if actor.agency is None:
        raise NotAllowed(_("Chỉ cán bộ một cửa làm việc với hàng chờ."))
    return actor.agency.pk


def one_stop_agency(code: str) -> Agency:
    """An open agency with a counter. Http404 for every other code."""
    agency = Agency.objects.filter(code=code, is_one_stop=True, closed_on=None).first()
    if agency is None:
        raise Http404
    return agency


def staffed_desks(agency_id: int) -> QuerySet[Desk]:
    """Desks that somebody took today."""
    return Desk.objects.filter(
        agency_id=agency_id, is_active=True, clerk__isnull=False, taken_at__gte=start_of_today()
    )


def own_desk(actor: Actor) -> Desk | None:
    """The desk that the clerk took today at the actor's agency."""
    return staffed_desks(agency_of(actor)).filter(clerk_id=actor.user_id).first()


def actor_at_desk(actors: Sequence[Actor]) -> Actor:
    """Of the agencies a person is clerk of: the one where the person sits today, else the first."""
    if len(actors) == 1:
        return actors[0]
    seated = Desk.objects.filter(clerk_id=actors[0].user_id, taken_at__gte=start_of_today())
    agency_id = seated.values_list("agency_id", flat=True).first()
    return next((actor for actor in actors if actor.agency_id == agency_id), actors[0])


def ticket_for(actors: Iterable[Actor], key: uuid.UUID) -> tuple[Actor, Ticket]:
    """The ticket, and who of the person's clerks' roles works where it is. Http404 elsewhere."""
    ticket = Ticket.objects.select_related("agency", "desk").filter(key=key).first()
    for actor in actors:
        if ticket and actor.role == Role.CLERK and actor.agency_id == ticket.agency_id:
            return actor, ticket
    raise Http404


def ticket_of(key: uuid.UUID) -> Ticket:
    """Anybody's ticket: whoever has its address holds it. Http404."""
    ticket = Ticket.objects.select_related("agency", "desk", "wanted_desk").filter(key=key).first()
    if ticket is None:
        raise Http404
    return ticket


def at_desk(desk: Desk) -> Ticket | None:
    """The client at the desk."""
    return Ticket.objects.filter(desk=desk, state__in=AT_A_DESK).first()


def today_of(agency_id: int) -> QuerySet[Ticket]:
    """The agency's tickets of today."""
    return Ticket.objects.filter(agency_id=agency_id, day=clock.today())


def waiting_of(agency_id: int) -> QuerySet[Ticket]:
    """Who waits today, in the common order."""
    return today_of(agency_id).filter(state=Ticket.State.WAITING).order_by(*IN_LINE)


def may_come_back(agency_id: int) -> QuerySet[Ticket]:
    """Who was absent when called and has not come back once already, the latest first."""
    back = TicketEvent.objects.filter(event=TicketEvent.Event.CAME_BACK).values("ticket_id")
    absent = today_of(agency_id).filter(state=Ticket.State.NO_SHOW)
    return absent.exclude(pk__in=back).order_by("-ended_at")


def has_come_back(ticket: Ticket) -> bool:
    """Whether the person was let into the line again already."""
    return ticket.events.filter(event=TicketEvent.Event.CAME_BACK).exists()


def before(ticket: Ticket) -> dict[str, int]:
    """How many wait before it, by line (`order.stands_before`, asked of the database)."""
    return _by_line(waiting_of(ticket.agency_id).filter(day=ticket.day).filter(_earlier(ticket)))


def waiting_by_line(agency_id: int) -> dict[str, int]:
    """How many wait in each line."""
    return _by_line(waiting_of(agency_id))


def forecast_of(ticket: Ticket, ahead: dict[str, int]) -> Forecast | None:
    """The wait of a ticket in line that has so many `ahead` of it."""
    desks = staffed_desks(ticket.agency_id)
    if ticket.wanted_desk_id is not None:
        desks = desks.filter(pk=ticket.wanted_desk_id)
    return forecast(ahead, latest_services(ticket.agency_id, ticket.day), desks.count())


def latest_services(agency_id: int, day: date) -> dict[str, list[int]]:
    """Seconds of the latest services of the day, by the line they were served in."""
    served = (
        Ticket.objects.filter(
            agency_id=agency_id, day=day, state=Ticket.State.DONE, served_seconds__isnull=False
        )
        .order_by("-ended_at")
        .only("served_seconds")
    )
    return {
        line: [each.served_seconds or 0 for each in served.filter(line=line)[:LATEST]]
        for line in Ticket.Purpose.values
    }


def owed_by(actor: Actor) -> Explanation | None:
    """The explanation that the clerk has to write before calling anybody."""
    owed = Explanation.objects.filter(clerk_id=actor.user_id, given_at=None)
    return owed.select_related("ticket").first()


def explanations_of(actor: Actor) -> QuerySet[Explanation]:
    """The clerk's own, owed and given, the latest first."""
    own = Explanation.objects.filter(clerk_id=actor.user_id)
    return own.select_related("ticket").order_by("-owed_at")


def _earlier(ticket: Ticket) -> Q:
    placed = (
        Q(line_at__lt=ticket.line_at)
        | Q(line_at=ticket.line_at, id__lt=ticket.pk)
    )  # fmt: skip
    if ticket.is_priority:
        placed &= Q(is_priority=True)
    else:
        placed |= Q(is_priority=True)
    if ticket.wanted_desk_id is not None:
        return Q(wanted_desk_id=ticket.wanted_desk_id) & placed
    return Q(wanted_desk__isnull=False) | placed


def _by_line(tickets: QuerySet[Ticket]) -> dict[str, int]:
    # Not the order of the line: it would split the groups.
    counted = tickets.order_by().values_list("line").annotate(count=Count("id"))
    return dict(counted)
