"""The payer takes another way while a provider does not answer about a page nobody has seen."""

from django.db import transaction

from payments.actions.steps import step
from payments.locks import lock_attempt
from payments.models import PaymentAttempt
from payments.states import AttemptState
from portal.shared import clock


@transaction.atomic
def abandon_attempt(*, attempt: PaymentAttempt) -> PaymentAttempt:
    """Expire an attempt that has no page here; one that has a page stays as it is.

    Whether the provider made the page nobody knows, but its address never left the provider, so
    nobody can pay there. Were it paid all the same, a closed attempt still takes the money in: it
    settles, or is surplus.
    """
    _, attempt = lock_attempt(attempt)
    if attempt.state != AttemptState.CREATED:
        return attempt
    attempt.problem = "unanswered"
    attempt.closed_at = clock.now()
    step(attempt, "expire")
    return attempt
