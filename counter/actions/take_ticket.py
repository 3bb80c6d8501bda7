"""A person takes a number, at the kiosk or from the clerk."""

from datetime import date

from django.conf import settings
from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.ticket_trail import note_step
from counter.models import Desk, Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed, Refusal

_NEXT = """
    INSERT INTO counter_ticketcounter (agency_id, day, purpose, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, day, purpose) DO UPDATE SET last = counter_ticketcounter.last + 1
    RETURNING last
"""


class QueueFull(Refusal):
    """More people wait than the desks serve in a day: the kiosk gives no more numbers."""


def take_ticket(
    *, actor: Actor | None, agency: Agency, purpose: str, is_priority: bool = False
) -> Ticket:
    """The next number of this line today. `actor` None: anybody, at the kiosk; only a clerk of the
    agency may say that a person goes first, and give a number when the queue is full.

    Raises InvalidInput (no such purpose), QueueFull, NotAllowed, Http404 (the agency has no
    counter).
    """
    if not agency.is_one_stop or agency.is_closed:
        raise Http404
    if purpose not in Ticket.Purpose.values:
        raise InvalidInput({"purpose": _("Hãy chọn một trong các việc trên màn hình.")})
    is_clerk = actor is not None and actor.role == Role.CLERK and actor.agency_id == agency.pk
    if actor is not None and not is_clerk:
        raise NotAllowed(_("Chỉ cán bộ một cửa của cơ quan này cấp số tại bàn."))
    if is_priority and not is_clerk:
        raise NotAllowed(_("Số ưu tiên do cán bộ một cửa cấp tại bàn."))
    now, day = clock.now(), clock.today()
    with transaction.atomic():
        if actor is None:
            _refuse_when_full(agency, day)
        ticket = Ticket.objects.create(
            agency=agency,
            day=day,
            purpose=purpose,
            line=purpose,
            number=_next_number(agency, day, purpose),
            is_priority=is_priority,
            by_kiosk=actor is None,
            taken_at=now,
            line_at=now,
        )
        note_step(ticket, TicketEvent.Event.TAKEN, actor)
        return ticket


def _refuse_when_full(agency: Agency, day: date) -> None:
    """All lines of the agency together; its row is locked, so that two kiosks count one after the
    other. Not for keys: nobody else who writes tickets waits for it."""
    Agency.objects.select_for_update(of=("self",), no_key=True).get(pk=agency.pk)
    desks = Desk.objects.filter(agency=agency, is_active=True).count()
    most = settings.QUEUE_MOST_WAITING_PER_DESK * max(1, desks)
    waiting = Ticket.objects.filter(agency=agency, day=day, state=Ticket.State.WAITING)
    if waiting.count() >= most:
        words = _(
            "Hàng chờ đã đủ %(most)d người nên máy tạm ngừng cấp số. Hãy gặp cán bộ một cửa để "
            "được cấp số tại bàn, hoặc quay lại lấy số khi hàng chờ vơi bớt."
        )
        raise QueueFull(words % {"most": most})


def _next_number(agency: Agency, day: date, purpose: str) -> int:
    """Gapless: the counter's row stays locked until the ticket is committed, and one that fails
    gives its number back."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency.pk, day, purpose])
        (number,) = cursor.fetchone()
    return int(number)
