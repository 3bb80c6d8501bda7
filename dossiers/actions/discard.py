"""Throw a draft away."""

from django.db import transaction

from dossiers import jobs
from dossiers.actions.transition import lock, log
from dossiers.models import Attachment
from dossiers.states import State
from portal.accounts.actor import Actor


def discard(*, actor: Actor, key: object) -> None:
    """Delete the citizen's own draft and the rows of its files (the files go in a job)."""
    with transaction.atomic():
        draft = lock(actor, "discard", key=key, state=State.DRAFT)
        files = Attachment.objects.filter(dossier=draft)
        places = [place for pair in files.values_list("file", "rendition") for place in pair]
        files.delete()
        draft.delete()
        if any(places):
            jobs.defer(jobs.DELETE_FILES, places=[place for place in places if place])
        log(draft, "discard", actor)
