"""Tell the provider to give money back."""

from payments.actions.take_refund_report import leave_refund_to_hand, take_refund_report
from payments.models import Refund
from payments.providers.errors import ProviderRefused
from payments.refund_order import giver_of, refund_order_of
from payments.states import RefundState

CANNOT = "provider_cannot"


def send_refund(*, refund: Refund) -> Refund:
    """Ask under the refund's idempotency key, outside any transaction, and take the answer; what is
    not approved (any more) stays as it is.

    However often and from wherever it is called, the provider gives back once: an answer that was
    lost is given again. Raises ProviderUnavailable; the refund then stays approved.
    """
    refund = Refund.objects.select_related("attempt").get(pk=refund.pk)
    if refund.state != RefundState.APPROVED:
        return refund
    provider = giver_of(refund.attempt)
    if provider is None:
        return leave_refund_to_hand(refund=refund, problem=CANNOT)
    try:
        report = provider.refund(refund_order_of(refund))
    except ProviderRefused as refusal:
        return leave_refund_to_hand(refund=refund, problem=str(refusal))
    return take_refund_report(refund=refund, report=report)
