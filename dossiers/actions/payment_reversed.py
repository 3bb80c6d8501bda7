"""Cash was booked by mistake: the dossier is unpaid again."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.transition import lock, move, step_aside
from dossiers.models import Dossier
from dossiers.states import State
from payments.errors import NotReversible
from payments.queries import obligation_of, online_providers_for
from portal.accounts.actor import SYSTEM


def refuse_when_final(*, dossier_id: int) -> None:
    """Lock the dossier; what has ended is not undone by the till. Raises NotReversible."""
    dossier = lock(SYSTEM, "payment_reversed", pk=dossier_id)
    if dossier.is_final:
        raise NotReversible(
            _(
                "Hồ sơ %(code)s đã kết thúc (%(state)s) nên không ghi đảo được khoản thu. Nếu phải "
                "trả lại tiền, hãy lập đề nghị hoàn trả."
            )
            % {"code": dossier.code, "state": dossier.get_state_display()}
        )


def payment_reversed(*, dossier_id: int) -> Dossier:
    """Mark the fee as not paid. Safe to repeat.

    A dossier that nobody has received yet waits for the fee again where it can be paid online, as
    it did before the mistake. One that was received goes on: its citizen does not wait longer
    because a clerk was mistaken, and its result is not handed over before the fee is paid.
    """
    with transaction.atomic():
        dossier = lock(SYSTEM, "payment_reversed", pk=dossier_id)
        if dossier.paid_at is None:
            return dossier
        dossier.paid_at = None
        if dossier.state == State.SUBMITTED and _can_pay_online(dossier):
            move(dossier, "require_payment", actor=SYSTEM)
        else:
            step_aside(dossier, "payment_reversed", actor=SYSTEM)
        return dossier


def _can_pay_online(dossier: Dossier) -> bool:
    due = obligation_of(dossier.subject)
    return due is not None and bool(online_providers_for(due))
