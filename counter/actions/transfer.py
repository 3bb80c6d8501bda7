"""The client needs another desk, or another line."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.queue_locks import lock_clerk, lock_ticket_at_own_desk, lockable_desks
from counter.actions.ticket_trail import note_step, stop_serving
from counter.models import Desk, Ticket, TicketEvent
from counter.queue.days import start_of_today
from counter.queue.reads import agency_of
from portal.accounts.actor import Actor
from portal.shared.errors import InvalidInput

REASON_LENGTH = 300


def transfer(
    *, actor: Actor, key: uuid.UUID, desk_id: int | None = None, line: str = "", reason: str = ""
) -> Ticket:
    """Back to waiting, for one desk (`desk_id`) or in another line, in the place that the moment of
    taking the number gives. What was over 15 minutes here is owed an explanation.

    Raises InvalidInput (`to`: neither or both, a desk where nobody sits, the own desk, the line it
    is in; `reason` too long), Http404, NotAllowed, StalePage.
    """
    if len(reason) > REASON_LENGTH:
        raise InvalidInput({"reason": _("Lý do dài quá 300 ký tự. Hãy viết ngắn lại.")})
    with transaction.atomic():
        lock_clerk(actor)
        desk = _lock_target(actor, desk_id) if desk_id is not None else None
        ticket = lock_ticket_at_own_desk(actor, key, *(Ticket.State.CALLED, Ticket.State.SERVING))
        _must_lead_elsewhere(ticket, desk, line)
        here = ticket.desk
        stop_serving(ticket)
        ticket.state = Ticket.State.WAITING
        ticket.line = line or ticket.line
        ticket.wanted_desk = desk
        ticket.line_at = ticket.taken_at
        ticket.desk = ticket.clerk = ticket.called_at = ticket.served_at = None
        ticket.calls = 0
        ticket.save(
            update_fields=[
                "state", "line", "wanted_desk", "line_at", "desk", "clerk", "called_at",
                "served_at", "calls", "served_seconds",
            ]
        )  # fmt: skip
        note_step(ticket, TicketEvent.Event.TRANSFERRED, actor, desk=here, reason=reason.strip())
        return ticket


def _lock_target(actor: Actor, desk_id: int) -> Desk:
    """Locked, so that nobody leaves it while somebody is sent there."""
    others = lockable_desks().filter(
        pk=desk_id, agency_id=agency_of(actor), clerk__isnull=False, taken_at__gte=start_of_today()
    )
    desk = next(iter(others.exclude(clerk_id=actor.user_id)), None)
    if desk is None:
        raise InvalidInput({"to": _("Bàn này không có người. Hãy chọn bàn khác.")})
    return desk


def _must_lead_elsewhere(ticket: Ticket, desk: Desk | None, line: str) -> None:
    is_other_line = line in Ticket.Purpose.values and line != ticket.line
    if (desk is None) != is_other_line or (line and not is_other_line):
        raise InvalidInput({"to": _("Hãy chọn một bàn hoặc một hàng chờ khác để chuyển đến.")})
