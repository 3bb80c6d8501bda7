"""The time to supplement is over: the system stops the dossier."""

from django.db import transaction
from django.utils.translation import gettext as _

from dossiers.actions.cancel_fee import cancel_fee_of
from dossiers.actions.transition import lock, move
from dossiers.models import Supplement
from dossiers.states import State
from portal.accounts.actor import SYSTEM
from portal.shared import clock


def lapse_overdue_supplements() -> int:
    """Stop every dossier whose supplement is overdue; returns how many."""
    overdue = Supplement.objects.filter(
        supplied_at__isnull=True, supply_by__lt=clock.now(),
        dossier__state=State.SUPPLEMENT_REQUIRED,
    ).values_list("dossier_id", flat=True)  # fmt: skip
    return sum(lapse(dossier_id=dossier_id) for dossier_id in list(overdue))


def lapse(*, dossier_id: int) -> bool:
    """Stop one dossier; False when it has been supplied in the meantime."""
    with transaction.atomic():
        dossier = lock(SYSTEM, "lapse", pk=dossier_id)
        if dossier.state != State.SUPPLEMENT_REQUIRED:
            return False
        reason = _("Quá thời hạn bổ sung giấy tờ.")
        move(dossier, "lapse", actor=SYSTEM, reason=reason)
        cancel_fee_of(dossier, reason=reason)
        return True
