"""The locks that every step of the queue begins with, in this order: the clerk's account, the desk
(two: the one with the smaller key first), the ticket.
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from counter.models import Desk, Ticket
from counter.queue.days import start_of_today
from counter.queue.reads import agency_of
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.shared.errors import NotAllowed, StalePage


def lock_clerk(actor: Actor) -> None:
    """Two windows of one clerk wait for each other here. Raises NotAllowed for everybody else."""
    if actor.role != Role.CLERK or actor.agency is None:
        raise NotAllowed(_("Chỉ cán bộ một cửa làm việc với hàng chờ."))
    User.objects.select_for_update(no_key=True).get(pk=actor.person_id)


def lockable_desks() -> QuerySet[Desk]:
    """Desks to lock, and nothing but desks: their usual order would join the agency, lock its row,
    too, and make all its clerks wait for one another."""
    return Desk.objects.select_for_update(of=("self",)).order_by("pk")


def lock_own_desk(actor: Actor) -> Desk:
    """The desk that the clerk took today. Raises NotAllowed without one."""
    held = lockable_desks().filter(
        clerk_id=actor.user_id, agency_id=agency_of(actor), taken_at__gte=start_of_today()
    )
    desk = next(iter(held), None)
    if desk is None:
        raise NotAllowed(_("Bạn chưa nhận bàn hôm nay. Hãy nhận một bàn rồi gọi số."))
    return desk


def lock_ticket(actor: Actor, key: uuid.UUID) -> Ticket:
    """A ticket of the clerk's agency. Raises NotAllowed (no clerk), Http404 (another agency's)."""
    if actor.role != Role.CLERK:
        raise NotAllowed(_("Chỉ cán bộ một cửa làm việc với hàng chờ."))
    found = Ticket.objects.select_for_update().filter(key=key, agency_id=agency_of(actor))
    ticket = next(iter(found), None)
    if ticket is None:
        raise Http404
    return ticket


def lock_ticket_at_own_desk(actor: Actor, key: uuid.UUID, *states: str) -> Ticket:
    """A ticket that this clerk called, in one of `states`. Raises Http404, NotAllowed (another
    clerk has it), StalePage (it has moved on)."""
    ticket = lock_ticket(actor, key)
    if ticket.state not in states:
        raise StalePage(
            _("Số %(ticket)s: %(state)s. Trang của bạn đã cũ, hãy xem lại hàng chờ.")
            % {"ticket": ticket.label, "state": ticket.get_state_display().lower()}
        )
    if ticket.clerk_id != actor.user_id:
        raise NotAllowed(_("Số %(ticket)s đang ở bàn khác.") % {"ticket": ticket.label})
    return ticket


def lock_own_ticket(key: uuid.UUID) -> Ticket:
    """Whoever has the address of a ticket holds it. Raises Http404."""
    ticket = next(iter(Ticket.objects.select_for_update().filter(key=key)), None)
    if ticket is None:
        raise Http404
    return ticket
