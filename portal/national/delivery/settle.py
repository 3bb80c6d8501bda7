"""Writing down what became of a message. Rows only; nothing here leaves the process."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models import F

from portal.national.delivery.backoff import delay
from portal.national.models import OutboxMessage
from portal.shared import clock

FIRST_SECONDS = 1.0
CAP_SECONDS = 60.0


def delivered(messages: Sequence[OutboxMessage]) -> None:
    """The other side has them."""
    OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(
        delivered_at=clock.now(), attempts=F("attempts") + 1, next_try_at=None, last_error=""
    )


def hold_back(message: OutboxMessage, error: str) -> None:
    """It failed by itself: its stream waits, growing to a minute; there is no last try."""
    wait = delay(message.attempts + 1, first=FIRST_SECONDS, cap=CAP_SECONDS)
    OutboxMessage.objects.filter(pk=message.pk).update(
        attempts=F("attempts") + 1,
        next_try_at=clock.now() + timedelta(seconds=wait),
        last_error=error,
    )


def note_failure(messages: Sequence[OutboxMessage], error: str) -> None:
    """The endpoint failed: nobody is held back, the breaker decides when to ask again."""
    OutboxMessage.objects.filter(pk__in=[message.pk for message in messages]).update(
        attempts=F("attempts") + 1, next_try_at=None, last_error=error
    )
