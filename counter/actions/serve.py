"""The client is at the desk: from now on the 15 minutes run."""

import uuid

from django.db import transaction

from counter.actions.queue_locks import lock_ticket_at_own_desk
from counter.actions.ticket_trail import note_step
from counter.models import Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.shared import clock


def serve(*, actor: Actor, key: uuid.UUID) -> Ticket:
    """Start serving a ticket that this clerk called; one that is being served goes on as it is.

    Raises Http404, NotAllowed, StalePage.
    """
    with transaction.atomic():
        ticket = lock_ticket_at_own_desk(actor, key, Ticket.State.CALLED, Ticket.State.SERVING)
        if ticket.state == Ticket.State.SERVING:
            return ticket
        ticket.state = Ticket.State.SERVING
        ticket.served_at = clock.now()
        ticket.save(update_fields=["state", "served_at"])
        note_step(ticket, TicketEvent.Event.SERVED, actor, desk=ticket.desk)
        return ticket
