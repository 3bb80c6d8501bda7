"""A difference that the portal clears up by itself: it asks about what it has missed."""

import logging

from payments.actions.check_attempt import check_attempt
from payments.actions.check_refund import check_refund
from payments.models import PaymentAttempt, Refund
from payments.models.reconciliation import ReconciliationResult
from payments.providers.errors import ProviderError
from payments.reconciliation.compare import Compared
from payments.states import PAID, RefundState

log = logging.getLogger(__name__)


def heal_difference(*, row: Compared) -> bool:
    """Ask the provider about a payment or refund that its list has and our books have not: what it
    confirms is settled, kept as surplus (and then refunded by itself) or finished. Over HTTP.

    True when that changed our books. A provider that does not answer leaves it to the next run.
    """
    if row.result != ReconciliationResult.MISSING_HERE:
        return False
    try:
        if row.refund_id is not None:
            return _refund(row.refund_id)
        return row.kind == "payment" and row.attempt_id is not None and _attempt(row.attempt_id)
    except ProviderError as error:
        log.warning("Could not ask about %s: %s", row.reference, type(error).__name__)
        return False


def _attempt(attempt_id: int) -> bool:
    attempt = PaymentAttempt.objects.get(pk=attempt_id)
    return attempt.state not in PAID and check_attempt(attempt=attempt).state in PAID


def _refund(refund_id: int) -> bool:
    refund = Refund.objects.get(pk=refund_id)
    return (
        refund.state != RefundState.DONE and check_refund(refund=refund).state == RefundState.DONE
    )
