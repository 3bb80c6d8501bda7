"""The clerk calls: whoever is next, or one number by name."""

import uuid

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from counter.actions.queue_locks import lock_clerk, lock_own_desk, lock_ticket
from counter.actions.ticket_trail import note_step
from counter.models import Desk, Intake, Ticket, TicketEvent
from counter.queue.order import IN_LINE
from counter.queue.reads import AT_A_DESK, owed_by, waiting_of
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import NotAllowed, Refusal, StalePage


class NobodyWaits(Refusal):
    """The line is empty."""


class ExplanationOwed(NotAllowed):
    """The clerk has to write why the last client was served for 15 minutes or more."""


def call_next(*, actor: Actor, line: str = "") -> Ticket:
    """Call who is next for this clerk's desk (`line`: of that line alone): first those who wait for
    the desk itself, then priority, then in the order of the line.

    Two clerks at the same moment get two different tickets: a row that the other one is just
    calling is skipped. Raises NobodyWaits, ExplanationOwed, NotAllowed (no desk, or the client
    before is not finished).
    """
    with transaction.atomic():
        desk = _free_desk(actor)
        mine = Q(wanted_desk=desk)
        waiting = waiting_of(desk.agency_id).filter(mine | Q(wanted_desk=None))
        if line:
            waiting = waiting.filter(mine | Q(line=line))
        waiting = waiting.order_by(F("wanted_desk").asc(nulls_last=True), *IN_LINE)
        ticket = next(iter(waiting.select_for_update(skip_locked=True)[:1]), None)
        if ticket is None:
            raise NobodyWaits(_("Không còn ai chờ."))
        return _call(ticket, desk, actor)


def call_ticket(*, actor: Actor, key: uuid.UUID) -> Ticket:
    """Call this number, whatever its place in line.

    Raises StalePage (somebody else was first, or it was given up), and as `call_next`.
    """
    with transaction.atomic():
        desk = _free_desk(actor)
        ticket = lock_ticket(actor, key)
        if ticket.state != Ticket.State.WAITING or ticket.day != clock.today():
            raise StalePage(
                _("Số %(ticket)s không còn chờ (%(state)s). Hãy chọn số khác.")
                % {"ticket": ticket.label, "state": ticket.get_state_display().lower()}
            )
        if ticket.wanted_desk_id not in (None, desk.pk):
            raise NotAllowed(
                _("Số %(ticket)s đã được chuyển cho bàn khác.") % {"ticket": ticket.label}
            )
        return _call(ticket, desk, actor)


def _free_desk(actor: Actor) -> Desk:
    """The clerk's own desk, locked, with nobody at it and nothing owed."""
    lock_clerk(actor)
    desk = lock_own_desk(actor)
    client = Ticket.objects.filter(desk=desk, state__in=AT_A_DESK).first()
    if client is not None:
        raise NotAllowed(
            _("Số %(ticket)s còn ở bàn của bạn. Hãy kết thúc, chuyển hoặc báo vắng số đó trước.")
            % {"ticket": client.label}
        )
    owed = owed_by(actor)
    if owed is not None:
        raise ExplanationOwed(
            _(
                "Số %(ticket)s đã phục vụ %(minutes)s phút. Hãy viết giải trình rồi gọi số "
                "tiếp theo."
            )
            % {"ticket": owed.ticket.label, "minutes": owed.minutes}
        )
    _must_have_no_open_intake(actor)
    return desk


def _must_have_no_open_intake(actor: Actor) -> None:
    """Nothing of the client before may be open when the next one sits down."""
    present = Intake.objects.filter(clerk_id=actor.user_id, state=Intake.State.OPEN).first()
    if present is not None:
        raise NotAllowed(
            _(
                "Lượt tiếp nhận %(code)s còn mở. Hãy kết thúc hoặc tạm dừng lượt đó rồi gọi số "
                "tiếp theo."
            )
            % {"code": present.resume_code}
        )


def _call(ticket: Ticket, desk: Desk, actor: Actor) -> Ticket:
    now = clock.now()
    ticket.state = Ticket.State.CALLED
    ticket.desk = desk
    ticket.clerk_id = actor.person_id
    ticket.wanted_desk = None
    ticket.first_called_at = ticket.first_called_at or now
    ticket.called_at = now
    ticket.calls = 1
    ticket.served_at = None
    ticket.save(
        update_fields=[
            "state", "desk", "clerk", "wanted_desk", "first_called_at", "called_at", "calls",
            "served_at",
        ]
    )  # fmt: skip
    note_step(ticket, TicketEvent.Event.CALLED, actor, desk=desk)
    return ticket
