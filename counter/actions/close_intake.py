"""The client leaves: for good, or to come back with something."""

import uuid

from counter.actions.end_ticket import end_ticket
from counter.actions.lock_intake import lock_intake
from counter.actions.ticket_trail import close_ticket_left_open
from counter.models import Intake, Ticket
from counter.queue.reads import AT_A_DESK
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record, recorded


def close_intake(*, actor: Actor, key: uuid.UUID) -> Intake:
    """End it: every address of it is a 404 from now on, what was typed is gone, the ticket is
    served. A draft that was not filed stays in the client's account. Raises Http404."""
    with recorded():
        intake = lock_intake(actor, key)
        intake.state = Intake.State.CLOSED
        intake.closed_at = intake.saved_at = clock.now()
        intake.typed = {}
        intake.save(update_fields=["state", "closed_at", "saved_at", "typed"])
        _end_ticket(actor, intake)
        record(actor=actor, action="close_intake", subject=f"intake:{intake.key}")
        return intake


def suspend_intake(*, actor: Actor, key: uuid.UUID) -> Intake:
    """Put it aside; its resume code takes it up again, at any desk of the agency. Raises Http404.

    The desk is free for the next client: the ticket counts as served.
    """
    with recorded():
        intake = lock_intake(actor, key)
        intake.state = Intake.State.SUSPENDED
        intake.saved_at = clock.now()
        intake.desk = None
        intake.save(update_fields=["state", "saved_at", "desk"])
        _end_ticket(actor, intake)
        record(actor=actor, action="suspend_intake", subject=f"intake:{intake.key}")
        return intake


def _end_ticket(actor: Actor, intake: Intake) -> None:
    """The client has been served; a ticket that went on to another desk is that desk's business."""
    ticket = intake.ticket
    if ticket is None or ticket.clerk_id != actor.user_id:
        return
    if ticket.agency_id != actor.agency_id:
        # Of an agency that has been closed since: nobody works with its line any more.
        for left in Ticket.objects.select_for_update().filter(pk=ticket.pk, state__in=AT_A_DESK):
            close_ticket_left_open(left)
    elif ticket.state == Ticket.State.SERVING:
        end_ticket(actor=actor, key=ticket.key)
