"""A clerk takes the fee at the counter."""

from django.db import transaction

from dossiers.actions.transition import lock, log
from dossiers.models import Dossier
from payments.actions.settle_at_counter import settle_at_counter
from portal.accounts.actor import Actor


def take_cash(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Settle the obligation in cash; the dossier moves on through the settlement's event."""
    with transaction.atomic():
        dossier = lock(actor, "take_cash", seen_version=seen_version, code=code)
        settle_at_counter(actor=actor, subject=dossier.subject)
        dossier.refresh_from_db()
        log(dossier, "take_cash", actor)
        return dossier
