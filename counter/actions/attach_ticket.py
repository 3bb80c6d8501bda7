"""The clerk began without a ticket, and the client has one."""

import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from counter.actions.lock_intake import lock_intake
from counter.actions.serve import serve
from counter.models import Intake, Ticket
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.errors import Refusal


def attach_ticket(*, actor: Actor, key: uuid.UUID, ticket: Ticket) -> Intake:
    """The intake with a ticket that was called to this clerk. Raises Refusal, Http404."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        if intake.ticket_id not in (None, ticket.pk):
            raise Refusal(_("Lượt này đã gắn với một số khác."))
        paused = Intake.objects.filter(ticket=ticket, state=Intake.State.SUSPENDED).first()
        if paused is not None:
            raise Refusal(
                _(
                    "Số %(ticket)s có lượt tạm dừng mã %(code)s. Kết thúc lượt này rồi tiếp tục "
                    "lượt đó."
                )
                % {"ticket": ticket.label, "code": paused.resume_code}
            )
        intake.ticket = serve(actor=actor, key=ticket.key)
        intake.saved_at = clock.now()
        intake.save(update_fields=["ticket", "saved_at"])
        return intake
