"""Nothing is owed any more."""

from django.db import transaction

from payments import jobs
from payments.actions.steps import step
from payments.locks import lock_obligation
from payments.models import Obligation
from payments.states import LIVE, ObligationState
from portal.shared import clock


@transaction.atomic
def cancel_obligation(*, obligation: Obligation, reason: str) -> Obligation:
    """Cancel what is due; a settled or cancelled obligation stays as it is.

    A page that is open at the provider is closed by a job; money that arrives before that is kept
    as surplus.
    """
    obligation = lock_obligation(obligation.pk)
    if not obligation.is_due:
        return obligation
    obligation.cancelled_at = clock.now()
    obligation.cancel_reason = reason[:200]
    step(obligation, "cancel")
    for attempt_id in obligation.attempts.filter(state__in=LIVE).values_list("pk", flat=True):
        jobs.defer(jobs.CHECK_ATTEMPT, attempt_id=attempt_id)
    return obligation


def cancel_obligation_of(*, subject: str, reason: str) -> Obligation | None:
    """Cancel what is due for the subject; None when nothing is."""
    due = Obligation.objects.filter(subject=subject, state=ObligationState.DUE).first()
    return cancel_obligation(obligation=due, reason=reason) if due else None
