"""Money has arrived: the dossier moves on by itself."""

from datetime import datetime

from django.db import transaction

from dossiers.actions.transition import lock, move, step_aside
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import SYSTEM, Actor


def payment_settled(*, dossier_id: int, settled_at: datetime, actor: Actor = SYSTEM) -> Dossier:
    """Mark the fee as paid; a dossier that waited for it returns to the state it came from.

    Safe to repeat.
    """
    with transaction.atomic():
        dossier = lock(SYSTEM, "payment_settled", pk=dossier_id)
        if dossier.paid_at is not None:
            return dossier
        dossier.paid_at = settled_at
        if dossier.state == State.PAYMENT_REQUIRED:
            move(dossier, "payment_settled", actor=SYSTEM)
        else:
            step_aside(dossier, "payment_settled", actor=SYSTEM)
        return dossier
