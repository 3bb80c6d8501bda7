"""Writing down what happened to a ticket."""

from counter.models import Desk, Explanation, Ticket, TicketEvent
from counter.queue.limits import Stage, serving
from portal.accounts.actor import Actor
from portal.shared import clock


def note_step(
    ticket: Ticket,
    event: TicketEvent.Event,
    actor: Actor | None,
    *,
    desk: Desk | None = None,
    reason: str = "",
) -> None:
    """One line of the ticket's trail; `actor` None: the person at the kiosk or on the phone."""
    TicketEvent.objects.create(
        ticket=ticket,
        event=event,
        at=clock.now(),
        by_id=actor.user_id if actor else None,
        desk=desk,
        reason=reason,
    )


def stop_serving(ticket: Ticket) -> None:
    """Count the time at this desk, on a locked ticket that the caller saves; from minute 15 on its
    clerk owes an explanation."""
    if ticket.served_at is None or ticket.clerk_id is None:
        return
    served = serving(ticket.served_at, clock.now())
    ticket.served_seconds = (ticket.served_seconds or 0) + served.seconds
    if served.stage == Stage.OVER:
        Explanation.objects.create(
            ticket=ticket, clerk_id=ticket.clerk_id, minutes=served.minutes, owed_at=clock.now()
        )


def close_ticket_left_open(ticket: Ticket) -> None:
    """Close a locked ticket that is at a desk and that nobody ended. How long it was served is not
    known, so it counts in no mean."""
    was_served = ticket.state == Ticket.State.SERVING
    ticket.state = Ticket.State.DONE if was_served else Ticket.State.NO_SHOW
    ticket.ended_at = clock.now()
    ticket.save(update_fields=["state", "ended_at"])
    note_step(ticket, TicketEvent.Event.CLOSED, None, desk=ticket.desk)
