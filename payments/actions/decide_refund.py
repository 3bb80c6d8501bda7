"""What approving and rejecting a refund have in common."""

from django.utils.translation import gettext as _

from payments.errors import moved_on
from payments.locks import lock_refund
from payments.models import Refund
from payments.states import RefundState
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.queries import stands_for
from portal.shared import clock
from portal.shared.errors import NotAllowed


def lock_to_decide(actor: Actor, refund: Refund, reason: str) -> Refund:
    """The refund, locked, with who decided, when and why set on it.

    Raises NotAllowed (no leader of the agency whose fee it is, or the one who requested it),
    StalePage (it has been decided already).
    """
    obligation, refund = lock_refund(refund)
    if actor.role != Role.LEADER or not stands_for(actor.agency_id, obligation.agency_id):
        raise NotAllowed(_("Chỉ lãnh đạo cơ quan có khoản thu được duyệt hoàn trả."))
    if refund.requested_by_id == actor.user_id:
        raise NotAllowed(_("Người đề nghị hoàn trả không được tự duyệt."))
    if refund.state != RefundState.REQUESTED:
        raise moved_on()
    refund.decided_at = clock.now()
    refund.decided_by_id = actor.user_id
    refund.decision_reason = reason
    return refund
