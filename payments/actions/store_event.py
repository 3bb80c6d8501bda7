"""The inbox: what a provider tells is kept first, and followed after that by a job."""

import hashlib

from django.db import IntegrityError, transaction
from django.db.models import F

from payments import jobs
from payments.models import ProviderEvent
from payments.providers.base import Notice
from portal.shared import clock

Source = ProviderEvent.Source
UNREADABLE = "unreadable"
LONGEST_PROBLEM = 300


def store_call(*, provider: str, notice: Notice, body: bytes) -> None:
    """Keep a signed call, once by its id, and have it followed; a repeated one is counted.

    One insert and one job: the provider waits, and a burst of calls must not slow the portal.
    """
    try:
        store_event(provider=provider, notice=notice, body=_text(body), source=Source.CALL)
    except IntegrityError:
        _count_again(provider, notice.event_id)


@transaction.atomic
def store_event(*, provider: str, notice: Notice, body: str, source: str) -> None:
    """Raises IntegrityError when the inbox has it already."""
    event = ProviderEvent.objects.create(
        provider=provider,
        event_id=notice.event_id,
        source=source,
        kind=notice.kind,
        body=body,
        reference=notice.reference,
        attempt_key=notice.attempt_key,
        received_at=clock.now(),
    )
    jobs.defer(jobs.FOLLOW_EVENT, event_id=event.pk)


def park_unreadable(*, provider: str, body: bytes, problem: str) -> None:
    """Keep a signed call that nobody can read: an operator looks at it, no job can."""
    event_id = f"sha256:{hashlib.sha256(body).hexdigest()}"
    now = clock.now()
    try:
        with transaction.atomic():
            ProviderEvent.objects.create(
                provider=provider,
                event_id=event_id,
                kind=UNREADABLE,
                body=_text(body),
                received_at=now,
                processed_at=now,
                outcome=UNREADABLE,
                problem=problem[:LONGEST_PROBLEM],
            )
    except IntegrityError:
        _count_again(provider, event_id)


def _count_again(provider: str, event_id: str) -> None:
    ProviderEvent.objects.filter(provider=provider, event_id=event_id).update(
        times_received=F("times_received") + 1
    )


def _text(body: bytes) -> str:
    """As PostgreSQL can keep it."""
    return body.decode("utf-8", "replace").replace("\x00", "\N{SYMBOL FOR NULL}")
