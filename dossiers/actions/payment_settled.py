"""Money has arrived: the dossier moves on by itself."""

from datetime import datetime

from django.db import transaction

from dossiers.actions.hand_over import hand_over_online
from dossiers.actions.transition import lock, move, step_aside
from dossiers.models import Document, Dossier
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
            _release_result(dossier)
        return dossier


def _release_result(dossier: Dossier) -> None:
    """A finished result that only waited for the fee reaches the citizen now."""
    finished = dossier.documents.filter(kind=Document.Kind.RESULT, ready_at__isnull=False)
    if dossier.state == State.COMPLETED and finished.exists():
        hand_over_online(dossier_id=dossier.pk)
