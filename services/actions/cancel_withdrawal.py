"""A withdrawal that waits for its day does not happen after all."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage
from services import validity
from services.actions.withdraw_procedure import MAY_WITHDRAW
from services.models import Procedure, Withdrawal


@transaction.atomic
def cancel_withdrawal(*, actor: Actor, procedure: Procedure) -> Withdrawal:
    """The cancelled withdrawal; the revision applies on.

    Raises NotAllowed (no provincial admin), StalePage (none waits, or its day has come).
    """
    if actor.role not in MAY_WITHDRAW:
        raise NotAllowed(_("Chỉ quản trị tỉnh được hủy việc bãi bỏ thủ tục."))
    locked = validity.locked_procedure(procedure.pk)
    withdrawal = validity.planned_withdrawal_of(locked)
    if withdrawal is None or withdrawal.effective_at <= clock.now():
        raise StalePage(_("Không còn việc bãi bỏ nào đang chờ đến ngày để hủy."))
    withdrawal.cancelled_at = clock.now()
    withdrawal.save(update_fields=["cancelled_at"])
    validity.end(withdrawal.revision, None)
    record(
        actor=actor,
        action="cancel_withdrawal",
        subject=f"procedure:{locked.code}",
        number=withdrawal.revision.number,
    )
    return withdrawal
