"""What was refused is sent again."""

from django.db import connection, transaction
from django.db.models import QuerySet

from portal.accounts.actor import Actor
from portal.national.models import CHANNEL, OutboxMessage
from portal.national.policy import must_run_the_line
from portal.shared.action_log.record import record


@transaction.atomic
def resend(*, actor: Actor, stream: str) -> int:
    """Send the refused message of this stream again; how many there were (0: nothing parked).

    The stream goes on behind it in its order. Raises NotAllowed.
    """
    must_run_the_line(actor)
    sent_again = unpark(OutboxMessage.objects.filter(stream=stream))
    if sent_again:
        record(actor=actor, action="resend_to_national", subject=f"outbox:{stream}")
    return sent_again


def unpark(messages: QuerySet[OutboxMessage]) -> int:
    """Let the parked ones of these go again, alone and at once; how many.

    `attempts` and `last_error` stay: what has failed before is sent alone, and its case closes
    when it has arrived.
    """
    count = messages.filter(parked_at__isnull=False).update(
        parked_at=None, next_try_at=None, failing_since=None
    )
    if count:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
    return count
