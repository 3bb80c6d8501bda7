"""An event of the inbox is followed: the provider is asked what is true."""

import uuid

from payments.actions.check_attempt import check_attempt
from payments.models import PaymentAttempt, ProviderEvent
from portal.shared import clock

NOT_OURS = "not_ours"
# Why an event could not do more than be kept.
FOREIGN = "foreign"
OTHER_PAGE = "other_page"


def follow_event(*, event: ProviderEvent) -> ProviderEvent:
    """Ask about the attempt that the event is about; once, however often it was delivered.

    Its own words are not believed: it only says what to ask about. Raises ProviderUnavailable; the
    event then still waits, and the job that follows it comes again.
    """
    event = ProviderEvent.objects.get(pk=event.pk)
    if event.processed_at:
        return event
    if not (event.reference or event.attempt_key):
        return _processed(event, NOT_OURS)
    attempt = _attempt_of(event)
    if attempt is None:
        return _processed(event, NOT_OURS, problem=FOREIGN)
    event.attempt_key = str(attempt.key)
    attempt = check_attempt(attempt=attempt, reference=event.reference)
    if event.reference and attempt.provider_reference != event.reference:
        return _processed(event, attempt.state, problem=OTHER_PAGE)
    return _processed(event, attempt.state, problem=attempt.problem)


def _attempt_of(event: ProviderEvent) -> PaymentAttempt | None:
    """By the provider's reference, else by our own key in its metadata."""
    ours = PaymentAttempt.objects.filter(provider=event.provider)
    if event.reference:
        found = ours.filter(provider_reference=event.reference).first()
        if found:
            return found
    try:
        return ours.filter(key=uuid.UUID(event.attempt_key)).first()
    except ValueError:
        return None


def _processed(event: ProviderEvent, outcome: str, *, problem: str = "") -> ProviderEvent:
    event.processed_at = clock.now()
    event.outcome = outcome
    event.problem = problem
    event.save(update_fields=["processed_at", "outcome", "problem", "attempt_key"])
    return event
