"""What money does when something happens to it; subscribed in portal/wiring."""

from payments.actions.request_refund import refund_by_rule
from payments.events import AttemptKeptAsSurplus
from payments.models import PaymentAttempt, Refund

Cause = Refund.Cause
_CAUSES = {
    "wrong_amount": Cause.WRONG_AMOUNT,
    "obligation_settled": Cause.DOUBLE_PAYMENT,
    "obligation_cancelled": Cause.OBLIGATION_CANCELLED,
    "obligation_reversed": Cause.OBLIGATION_CANCELLED,
}


def give_surplus_back(event: AttemptKeptAsSurplus) -> None:
    """Money that settled nothing goes back by itself, in the transaction that kept it.

    Another currency has no cause here: what it is worth in đồng is not ours to say, so it stays
    with its problem where operators see it (queries.waiting).
    """
    attempt = PaymentAttempt.objects.get(pk=event.attempt_id)
    cause = _CAUSES.get(attempt.problem)
    if cause:
        refund_by_rule(attempt=attempt, cause=cause)
