"""An officer takes a dossier."""

from django.db import transaction

from dossiers.actions.transition import lock, move
from dossiers.models import Dossier
from portal.accounts.actor import Actor
from portal.shared import clock


def start_processing(*, actor: Actor, code: str, seen_version: int | None = None) -> Dossier:
    """Take it; from now on this officer holds it."""
    with transaction.atomic():
        dossier = lock(actor, "start_processing", seen_version=seen_version, code=code)
        dossier.holder_id = actor.user_id
        dossier.held_since = clock.now()
        move(dossier, "start_processing", actor=actor)
        return dossier
