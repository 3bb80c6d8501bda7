"""A refund is agreed to: it sets off."""

from payments import jobs
from payments.actions.steps import step
from payments.models import Refund
from payments.refund_order import giver_of
from portal.shared import clock


def set_refund_off(refund: Refund) -> None:
    """Approve it and put it on its way: by a job that asks the provider or, where the provider
    cannot, into the hands of the counter. Part of a transaction that holds the refund's lock.

    While history is being made no job is deferred: the sweep sends what is left.
    """
    step(refund, "approve")
    if giver_of(refund.attempt) is None:
        refund.by_hand_at = clock.now()
        step(refund, "leave_to_hand")
    elif not clock.is_pinned():
        jobs.defer(jobs.SEND_REFUND, refund_id=refund.pk)
