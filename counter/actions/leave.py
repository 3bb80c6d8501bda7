"""A person gives the number back."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.queue_locks import lock_own_ticket, lock_ticket
from counter.actions.ticket_trail import note_step
from counter.models import Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import StalePage


def leave(*, actor: Actor | None, key: uuid.UUID) -> Ticket:
    """Cancel a ticket that waits. `actor` None: the person, with the ticket's address; a clerk of
    the agency may do it for somebody. Once more changes nothing.

    Raises Http404, StalePage (it was called already).
    """
    with transaction.atomic():
        ticket = lock_ticket(actor, key) if actor else lock_own_ticket(key)
        if ticket.state == Ticket.State.LEFT:
            return ticket
        if ticket.state != Ticket.State.WAITING:
            raise StalePage(
                _("Số %(ticket)s đã được gọi, không hủy được nữa.") % {"ticket": ticket.label}
            )
        ticket.state = Ticket.State.LEFT
        ticket.ended_at = clock.now()
        ticket.save(update_fields=["state", "ended_at"])
        note_step(ticket, TicketEvent.Event.LEFT, actor)
        return ticket
