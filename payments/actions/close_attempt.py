"""An attempt ends without money. Only called with the provider's word that nobody can pay it."""

from django.db import transaction

from payments.actions.steps import step
from payments.locks import lock_attempt
from payments.models import PaymentAttempt
from portal.shared import clock


def decline_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """The bank refused, and the page at the provider is closed."""
    return _close(attempt, "decline")


def cancel_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """The payer turned back, and the page at the provider is closed."""
    return _close(attempt, "cancel")


def expire_attempt(*, attempt: PaymentAttempt, problem: str = "") -> PaymentAttempt:
    """Nobody paid in time, or the provider will not take or does not know it (`problem`)."""
    return _close(attempt, "expire", problem)


@transaction.atomic
def _close(attempt: PaymentAttempt, edge: str, problem: str = "") -> PaymentAttempt:
    _, attempt = lock_attempt(attempt)
    if not attempt.is_live:
        return attempt
    attempt.problem = problem
    attempt.asked_at = attempt.closed_at = clock.now()
    attempt.silent_since = None
    step(attempt, edge)
    return attempt
