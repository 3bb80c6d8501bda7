"""What paying a refund by hand has in common, by transfer or from the till."""

from django.utils.translation import gettext as _

from payments.errors import moved_on
from payments.locks import lock_refund
from payments.models import Refund
from payments.states import RefundState
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.queries import stands_for
from portal.shared.errors import NotAllowed


def lock_to_pay(actor: Actor, refund: Refund) -> Refund:
    """The refund, locked. Raises NotAllowed (no clerk of the agency that took the money),
    StalePage (it is not left to hand, or paid already)."""
    obligation, refund = lock_refund(refund)
    if actor.role != Role.CLERK or not stands_for(actor.agency_id, obligation.counter_id):
        raise NotAllowed(_("Chỉ cán bộ một cửa của cơ quan tiếp nhận được chi hoàn trả."))
    if refund.state != RefundState.BY_HAND:
        raise moved_on()
    return refund
