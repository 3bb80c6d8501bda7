"""Everything that was refused for one reason is sent again."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.national.actions.resend import unpark
from portal.national.models import OutboxMessage
from portal.national.policy import must_run_the_line
from portal.shared.action_log.record import record


@transaction.atomic
def resend_alike(*, actor: Actor, error: str) -> int:
    """Send again all messages parked with exactly this `last_error`; how many.

    For what was mended once for all: a procedure that the other side did not know, an agency's
    code. Raises NotAllowed.
    """
    must_run_the_line(actor)
    sent_again = unpark(OutboxMessage.objects.filter(last_error=error))
    if sent_again:
        record(
            actor=actor, action="resend_to_national", subject="outbox:alike", messages=sent_again
        )
    return sent_again
