"""A leader does not agree to a refund."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.decide_refund import lock_to_decide
from payments.actions.request_refund import LONGEST_REASON
from payments.actions.steps import step
from payments.models import Refund
from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput


@transaction.atomic
def reject_refund(*, actor: Actor, refund: Refund, reason: str) -> Refund:
    """Reject it, with a reason that the payer reads. Raises InvalidInput without one, NotAllowed,
    StalePage (see lock_to_decide)."""
    reason = reason.strip()
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidInput({"reason": _("Nhập lý do không duyệt (tối đa 500 ký tự).")})
    refund = lock_to_decide(actor, refund, reason)
    step(refund, "reject")
    record(actor=actor, action="reject_refund", subject=f"refund:{refund.key}")
    return refund
