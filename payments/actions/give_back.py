"""What a subject has cost is given back: nothing is owed, and what was paid returns."""

from django.db import transaction

from payments.actions.cancel_obligation import cancel_obligation_of
from payments.actions.request_refund import refund_by_rule
from payments.models import PaymentAttempt, Refund
from payments.states import AttemptState


@transaction.atomic
def give_back(*, subject: str, cause: Refund.Cause, reason: str) -> list[Refund]:
    """Cancel what is still due for the subject and give back, by rule, what was settled.

    Part of a transaction that holds the subject's lock. Repeated, nothing more is given.
    """
    cancel_obligation_of(subject=subject, reason=reason)
    settled = PaymentAttempt.objects.filter(
        obligation__subject=subject, state=AttemptState.SETTLED
    ).order_by("obligation_id")
    started = [refund_by_rule(attempt=attempt, cause=cause, reason=reason) for attempt in settled]
    return [refund for refund in started if refund]
