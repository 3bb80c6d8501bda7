"""A clerk sits down at a desk."""

from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.queue_locks import lock_clerk, lockable_desks
from counter.actions.ticket_trail import close_ticket_left_open
from counter.models import Desk, Ticket
from counter.queue.days import start_of_today
from counter.queue.reads import AT_A_DESK
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import NotAllowed


def take_desk(*, actor: Actor, desk_id: int) -> Desk:
    """Take it, and leave the one of before. A desk that somebody took on an earlier day is free;
    a ticket that was left open there then is closed.

    Raises Http404 (another agency's), NotAllowed (taken, or a client is still at the old desk).
    """
    with transaction.atomic():
        lock_clerk(actor)
        wanted = Q(clerk_id=actor.user_id) | Q(pk=desk_id)
        desks = {desk.pk: desk for desk in lockable_desks().filter(wanted)}
        desk = desks.get(desk_id)
        if desk is None or desk.agency_id != actor.agency_id or not desk.is_active:
            raise Http404
        if _is_taken(desk):
            if desk.clerk_id == actor.user_id:
                return desk
            raise NotAllowed(
                _("%(desk)s đang có người khác nhận. Hãy chọn bàn khác.") % {"desk": desk.label}
            )
        for before in desks.values():
            close_left_open(before)
            must_be_empty(before)
        for before in desks.values():
            if before != desk:
                empty_desk(before)
        desk.clerk_id = actor.person_id
        desk.taken_at = clock.now()
        desk.save(update_fields=["clerk", "taken_at"])
        return desk


def empty_desk(desk: Desk) -> None:
    """Nobody sits at the (locked) desk; who waited for it alone goes back into the line."""
    desk.clerk = None
    desk.taken_at = None
    desk.save(update_fields=["clerk", "taken_at"])
    waiting = Ticket.objects.filter(wanted_desk=desk, state=Ticket.State.WAITING)
    waiting.update(wanted_desk=None)


def must_be_empty(desk: Desk) -> None:
    """Raises NotAllowed while a client is at the (locked) desk."""
    client = Ticket.objects.filter(desk=desk, state__in=AT_A_DESK).first()
    if client is not None:
        raise NotAllowed(
            _("Số %(ticket)s còn ở %(desk)s. Hãy kết thúc hoặc chuyển số đó trước.")
            % {"ticket": client.label, "desk": desk.label}
        )


def close_left_open(desk: Desk) -> None:
    """Close a ticket of an earlier day that nobody ended. How long it was served is not known, so
    it counts in no mean."""
    left = Ticket.objects.select_for_update().filter(
        desk=desk, state__in=AT_A_DESK, day__lt=clock.today()
    )
    for ticket in left:
        close_ticket_left_open(ticket)


def _is_taken(desk: Desk) -> bool:
    """Who took it on an earlier day has gone home since."""
    return desk.taken_at is not None and desk.taken_at >= start_of_today()
