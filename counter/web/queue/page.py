"""What the queue's page shows: the desk, the client at it, who waits."""

from datetime import datetime
from typing import Any

from counter.models import Desk, Ticket
from counter.queries import open_intake_of
from counter.queue.forecast import forecast
from counter.queue.limits import LIMIT_MINUTES, serving
from counter.queue.reads import (
    SCREEN,
    agency_of,
    at_desk,
    latest_services,
    may_come_back,
    owed_by,
    own_desk,
    staffed_desks,
    waiting_by_line,
    waiting_of,
)
from counter.web.queue.words import forecast_words
from portal.accounts.actor import Actor
from portal.shared import clock


def queue_context(actor: Actor) -> dict[str, Any]:
    """Everything on the page, in a bounded number of queries."""
    desk = own_desk(actor)
    client = at_desk(desk) if desk else None
    intake = open_intake_of(actor)
    return {
        "desk": desk,
        "client": client,
        "serving": _serving(client),
        "limit_minutes": LIMIT_MINUTES,
        "intake": intake,
        "is_intake_of_client": bool(intake and client and intake.ticket_id == client.pk),
        "owed": owed_by(actor),
        **_line(actor, desk),
    }


def _serving(client: Ticket | None) -> Any:
    since = client.served_at if client and client.state == Ticket.State.SERVING else None
    return serving(since, clock.now()) if since else None


def _line(actor: Actor, desk: Desk | None) -> dict[str, Any]:
    agency_id = agency_of(actor)
    counts = waiting_by_line(agency_id)
    latest = latest_services(agency_id, clock.today())
    desks = staffed_desks(agency_id).count()
    waiting = waiting_of(agency_id).select_related("wanted_desk")[:SCREEN]
    total = sum(counts.values())
    return {
        "lines": [
            {"value": line, "label": label, "count": counts.get(line, 0)}
            for line, label in Ticket.Purpose.choices
        ],
        "waiting": [_row(ticket, desk, clock.now()) for ticket in waiting],
        "waiting_total": total,
        "not_shown": max(0, total - SCREEN),
        "absent": list(may_come_back(agency_id)[:SCREEN]),
        "desks_staffed": desks,
        "forecast": forecast_words(forecast(counts, latest, desks)),
    }


def _row(ticket: Ticket, desk: Desk | None, now: datetime) -> dict[str, Any]:
    is_elsewhere = ticket.wanted_desk_id is not None and ticket.wanted_desk_id != (
        desk.pk if desk else None
    )
    return {
        "ticket": ticket,
        "minutes": int((now - ticket.taken_at).total_seconds()) // 60,
        "is_elsewhere": is_elsewhere,
    }
