"""A person takes a number, at the kiosk or from the clerk."""

from datetime import date

from django.db import connection, transaction
from django.http import Http404
from django.utils.translation import gettext as _

from counter.actions.ticket_trail import note_step
from counter.models import Ticket, TicketEvent
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.errors import InvalidInput, NotAllowed

_NEXT = """
    INSERT INTO counter_ticketcounter (agency_id, day, purpose, last) VALUES (%s, %s, %s, 1)
    ON CONFLICT (agency_id, day, purpose) DO UPDATE SET last = counter_ticketcounter.last + 1
    RETURNING last
"""


def take_ticket(
    *, actor: Actor | None, agency: Agency, purpose: str, is_priority: bool = False
) -> Ticket:
    """The next number of this line today. `actor` None: anybody, at the kiosk; only a clerk of the
    agency may say that a person goes first.

    Raises InvalidInput (no such purpose), NotAllowed, Http404 (the agency has no counter).
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


def _next_number(agency: Agency, day: date, purpose: str) -> int:
    """Gapless: the counter's row stays locked until the ticket is committed, and one that fails
    gives its number back."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, [agency.pk, day, purpose])
        (number,) = cursor.fetchone()
    return int(number)
