"""The client has been served."""

import uuid

from django.db import transaction

from counter.actions.queue_locks import lock_ticket, lock_ticket_at_own_desk
from counter.actions.ticket_trail import note_step, stop_serving
from counter.models import Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.shared import clock


def end_ticket(*, actor: Actor, key: uuid.UUID) -> Ticket:
    """End it; the desk is free. One that has ended already stays as it is, so that closing an
    intake may always ask for it. After 15 minutes the clerk owes an explanation from now on.

    Raises Http404, NotAllowed (at another desk), StalePage (it waits, or was never served).
    """
    with transaction.atomic():
        ticket = lock_ticket(actor, key)
        if ticket.state == Ticket.State.DONE:
            return ticket
        ticket = lock_ticket_at_own_desk(actor, key, Ticket.State.SERVING)
        ticket.state = Ticket.State.DONE
        ticket.ended_at = clock.now()
        stop_serving(ticket)
        ticket.save(update_fields=["state", "ended_at", "served_seconds"])
        note_step(ticket, TicketEvent.Event.ENDED, actor, desk=ticket.desk)
        return ticket
