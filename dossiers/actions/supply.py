"""The citizen gives what was asked for."""

from django.db import transaction

from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, move
from dossiers.models import Dossier, Supplement
from portal.accounts.actor import Actor
from portal.shared import clock


def supply(*, actor: Actor, code: str, answer: str, seen_version: int | None = None) -> Dossier:
    """Send the answer and the files added since; the dossier returns to where it came from."""
    answer = given(answer, "answer")
    with transaction.atomic():
        dossier = lock(actor, "supply", seen_version=seen_version, code=code)
        move(dossier, "supply", actor=actor, reason=answer)
        Supplement.objects.filter(dossier=dossier, supplied_at__isnull=True).update(
            supplied_at=clock.now(), answer=answer
        )
        return dossier
