"""The person did not come: the number is called again."""

import uuid

from django.db import transaction

from counter.actions.queue_locks import lock_ticket_at_own_desk
from counter.actions.ticket_trail import note_step
from counter.models import Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.shared import clock


def call_again(*, actor: Actor, key: uuid.UUID) -> Ticket:
    """Call it once more; `calls` counts. Raises Http404, NotAllowed, StalePage."""
    with transaction.atomic():
        ticket = lock_ticket_at_own_desk(actor, key, Ticket.State.CALLED)
        ticket.calls += 1
        ticket.called_at = clock.now()
        ticket.save(update_fields=["calls", "called_at"])
        note_step(ticket, TicketEvent.Event.CALLED_AGAIN, actor, desk=ticket.desk)
        return ticket
