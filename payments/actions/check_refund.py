"""Ask the provider how a refund stands."""

from payments.actions.send_refund import send_refund
from payments.actions.take_refund_report import take_refund_report
from payments.models import Refund
from payments.providers import registry
from payments.providers.errors import ProviderRefused
from payments.states import RefundState
from portal.shared import clock


def check_refund(*, refund: Refund) -> Refund:
    """The refund after asking: an approved one is sent, a sent one looked up.

    What the provider does not know (wrong keys look like that too) waits with a problem. Raises
    ProviderUnavailable.
    """
    refund = Refund.objects.select_related("attempt").get(pk=refund.pk)
    if refund.state == RefundState.APPROVED:
        return send_refund(refund=refund)
    if refund.state != RefundState.SENT:
        return refund
    try:
        report = registry.get(refund.attempt.provider).look_up_refund(refund.provider_reference)
    except ProviderRefused:
        return _unknown(refund)
    return take_refund_report(refund=refund, report=report)


def _unknown(refund: Refund) -> Refund:
    """Touches nothing but the moment and the problem, so it needs no lock."""
    Refund.objects.filter(pk=refund.pk).update(asked_at=clock.now(), problem="unknown_reference")
    return Refund.objects.get(pk=refund.pk)
