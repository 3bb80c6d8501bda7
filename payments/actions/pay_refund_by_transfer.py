"""A clerk has given the money back by bank transfer and notes it."""

from django.db import transaction
from django.utils.translation import gettext as _

from payments.actions.finish_refund import finish_refund
from payments.actions.hand_refund_over import lock_to_pay
from payments.models import Refund
from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput

LONGEST_REFERENCE = 100


@transaction.atomic
def pay_refund_by_transfer(*, actor: Actor, refund: Refund, transfer_reference: str) -> Refund:
    """Finish it with the bank's reference of the transfer. Raises InvalidInput without one,
    NotAllowed, StalePage (see lock_to_pay)."""
    reference = transfer_reference.strip()
    if not reference or len(reference) > LONGEST_REFERENCE:
        words = _("Nhập số tham chiếu của lệnh chuyển khoản (tối đa 100 ký tự).")
        raise InvalidInput({"transfer_reference": words})
    refund = lock_to_pay(actor, refund)
    refund.transfer_reference = reference
    finish_refund(refund, method=Refund.Method.TRANSFER)
    record(
        actor=actor,
        action="pay_refund_by_transfer",
        subject=f"refund:{refund.key}",
        amount_vnd=refund.amount_vnd,
        transfer_reference=reference,
    )
    return refund
