"""Nobody came when the number was called."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.queue_locks import lock_own_ticket, lock_ticket, lock_ticket_at_own_desk
from counter.actions.ticket_trail import note_step
from counter.models import Ticket, TicketEvent
from counter.queue.reads import has_come_back
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import NotAllowed, StalePage


def no_show(*, actor: Actor, key: uuid.UUID) -> Ticket:
    """The person was called and is not there; the desk is free.

    Raises Http404, NotAllowed, StalePage (never called, or being served).
    """
    with transaction.atomic():
        ticket = lock_ticket_at_own_desk(actor, key, Ticket.State.CALLED)
        ticket.state = Ticket.State.NO_SHOW
        ticket.ended_at = clock.now()
        ticket.save(update_fields=["state", "ended_at"])
        note_step(ticket, TicketEvent.Event.NO_SHOW, actor, desk=ticket.desk)
        return ticket


def come_back(*, actor: Actor | None, key: uuid.UUID) -> Ticket:
    """The person is there after all: once, and at the end of the line. `actor` None: the person
    asks for it, with the ticket's address.

    Raises Http404, StalePage (not absent, or of an earlier day), NotAllowed (a second time).
    """
    with transaction.atomic():
        ticket = lock_ticket(actor, key) if actor else lock_own_ticket(key)
        if ticket.state != Ticket.State.NO_SHOW or ticket.day != clock.today():
            raise StalePage(
                _("Số %(ticket)s không trở lại hàng chờ được. Hãy lấy số mới.")
                % {"ticket": ticket.label}
            )
        if has_come_back(ticket):
            raise NotAllowed(
                _("Số %(ticket)s đã trở lại hàng chờ một lần rồi. Hãy lấy số mới.")
                % {"ticket": ticket.label}
            )
        ticket.state = Ticket.State.WAITING
        ticket.line_at = clock.now()
        ticket.desk = ticket.clerk = ticket.called_at = ticket.ended_at = None
        ticket.calls = 0
        ticket.save(
            update_fields=["state", "line_at", "desk", "clerk", "called_at", "ended_at", "calls"]
        )
        note_step(ticket, TicketEvent.Event.CAME_BACK, actor)
        return ticket
