"""A note among staff."""

from django.db import transaction

from dossiers.actions.reasons import given
from dossiers.actions.transition import lock, log
from dossiers.models import Note
from portal.accounts.actor import Actor
from portal.shared import clock


def note(*, actor: Actor, code: str, text: str) -> Note:
    """Write it; the citizen does not see it and the state does not change."""
    text = given(text, "text")
    with transaction.atomic():
        dossier = lock(actor, "note", code=code)
        written = Note.objects.create(
            dossier=dossier, author_id=actor.person_id, text=text, at=clock.now()
        )
        log(dossier, "note", actor)
        return written
