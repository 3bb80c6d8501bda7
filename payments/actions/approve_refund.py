"""A leader agrees to a refund."""

from django.db import transaction

from payments.actions.decide_refund import lock_to_decide
from payments.actions.set_refund_off import set_refund_off
from payments.models import Refund
from portal.accounts.actor import Actor
from portal.shared.action_log.record import record


@transaction.atomic
def approve_refund(*, actor: Actor, refund: Refund) -> Refund:
    """Approve it; it sets off at once. Raises NotAllowed, StalePage (see lock_to_decide)."""
    refund = lock_to_decide(actor, refund, "")
    set_refund_off(refund)
    record(
        actor=actor,
        action="approve_refund",
        subject=f"refund:{refund.key}",
        amount_vnd=refund.amount_vnd,
    )
    return refund
