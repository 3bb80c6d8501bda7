"""A provider calls: store it, then ask the provider what is true."""

import uuid

from django.db import transaction
from django.db.models import F

from payments.actions.check_attempt import check_attempt
from payments.models import PaymentAttempt, ProviderEvent
from payments.providers.base import Notice
from portal.shared import clock


def take_notice(*, provider: str, notice: Notice) -> ProviderEvent:
    """Store the call and do what it asks for; a repeated one is counted and done once.

    Raises ProviderUnavailable when the provider cannot be asked now: the call is stored, not
    processed, and the provider will call again (and the sweep asks anyway).
    """
    event = _store(provider, notice)
    if event.processed_at:
        return event
    attempt = _attempt_of(provider, notice)
    if attempt is None:
        return _processed(event, "not_ours")
    attempt = check_attempt(attempt=attempt, reference=notice.reference)
    return _processed(event, attempt.state)


@transaction.atomic
def _store(provider: str, notice: Notice) -> ProviderEvent:
    event, is_new = ProviderEvent.objects.get_or_create(
        provider=provider,
        event_id=notice.event_id,
        defaults={
            "kind": notice.kind,
            "payload": notice.payload,
            "received_at": clock.now(),
        },
    )
    if not is_new:
        ProviderEvent.objects.filter(pk=event.pk).update(times_received=F("times_received") + 1)
    return event


def _attempt_of(provider: str, notice: Notice) -> PaymentAttempt | None:
    """By the provider's reference, else by our own key in its metadata."""
    ours = PaymentAttempt.objects.filter(provider=provider)
    if notice.reference:
        found = ours.filter(provider_reference=notice.reference).first()
        if found:
            return found
    try:
        return ours.filter(key=uuid.UUID(notice.attempt_key)).first()
    except ValueError:
        return None


def _processed(event: ProviderEvent, outcome: str) -> ProviderEvent:
    event.processed_at = clock.now()
    event.outcome = outcome
    event.save(update_fields=["processed_at", "outcome"])
    return event
