"""Throw a draft away."""

from django.db import transaction

from dossiers.actions.transition import lock, log
from dossiers.models import Attachment
from dossiers.states import State
from portal.accounts.actor import Actor


def discard(*, actor: Actor, key: object) -> None:
    """Delete the citizen's own draft and the rows of its files (the files go in a job)."""
    with transaction.atomic():
        draft = lock(actor, "discard", key=key, state=State.DRAFT)
        Attachment.objects.filter(dossier=draft).delete()
        draft.delete()
        log(draft, "discard", actor)
