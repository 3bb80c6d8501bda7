"""A client sits down: the intake begins."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.serve import serve
from counter.models import Intake, Ticket
from counter.queries import desk_of
from counter.resume_codes import new_resume_code
from portal.accounts.actor import Actor
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, Refusal


class AnotherIsOpen(Refusal):
    """The clerk has a client at the desk already (`intake`): one at a time."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(
            _(
                "Bạn đang mở lượt tiếp nhận %(code)s. Hãy kết thúc hoặc tạm dừng lượt đó trước khi "
                "tiếp người khác."
            )
            % {"code": intake.resume_code}
        )
        self.intake = intake


def open_intake(*, actor: Actor, ticket_key: uuid.UUID | None = None) -> Intake:
    """The new intake, for a ticket that was called to this clerk or without one.

    The same ticket again (double click, back button) gives the intake that it has; one that was
    suspended goes on. Raises AnotherIsOpen, StalePage (the ticket was not called), NotAllowed (it
    is at another desk), Http404 (another agency's), Refusal.
    """
    if actor.role != Role.CLERK or actor.agency is None:
        raise NotAllowed(_("Chỉ cán bộ một cửa mở lượt tiếp nhận."))
    with transaction.atomic():
        # Two windows of one clerk wait for each other here.
        User.objects.select_for_update(no_key=True).get(pk=actor.person_id)
        ticket = _ticket_at_desk(actor, ticket_key) if ticket_key else None
        present = Intake.objects.filter(clerk_id=actor.person_id, state=Intake.State.OPEN).first()
        if present is not None:
            if ticket is not None and present.ticket_id == ticket.pk:
                return present
            raise AnotherIsOpen(present)
        intake = (_suspended(ticket) if ticket else None) or Intake(
            resume_code=new_resume_code(), opened_at=clock.now(), ticket=ticket, agency=actor.agency
        )
        intake.clerk_id = actor.person_id
        intake.desk = desk_of(actor)
        intake.state = Intake.State.OPEN
        intake.saved_at = clock.now()
        intake.save()
        record(actor=actor, action="open_intake", subject=f"intake:{intake.key}")
        return intake


def _ticket_at_desk(actor: Actor, key: uuid.UUID) -> Ticket:
    """The ticket, being served here from now on."""
    ticket = serve(actor=actor, key=key)
    if _is_served_elsewhere(actor, ticket):
        raise Refusal(
            _("Số %(ticket)s đang được tiếp ở bàn khác. Bàn đó phải kết thúc hoặc tạm dừng trước.")
            % {"ticket": ticket.label}
        )
    return ticket


def _is_served_elsewhere(actor: Actor, ticket: Ticket) -> bool:
    others = Intake.objects.filter(ticket=ticket, state=Intake.State.OPEN)
    return others.exclude(clerk_id=actor.user_id).exists()


def _suspended(ticket: Ticket) -> Intake | None:
    found = Intake.objects.select_for_update().filter(ticket=ticket, state=Intake.State.SUSPENDED)
    return found.order_by("-saved_at").first()
