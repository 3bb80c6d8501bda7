"""Throw a draft away."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from dossiers import jobs
from dossiers.actions.transition import lock, log
from dossiers.models import Attachment
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared.errors import NotAllowed


def discard(*, actor: Actor, key: object) -> None:
    """Delete the citizen's own draft and the rows of its files (the files go in a job).

    Raises NotAllowed for a draft that was begun at a counter: what was done there is on record.
    """
    with transaction.atomic():
        draft = lock(actor, "discard", key=key, state=State.DRAFT)
        files = Attachment.objects.filter(dossier=draft)
        places = [place for pair in files.values_list("file", "rendition") for place in pair]
        files.delete()
        try:
            draft.delete()
        except ProtectedError as error:
            raise NotAllowed(
                _("Bản nháp này do cán bộ lập cùng bạn tại quầy nên không xóa được.")
            ) from error
        if any(places):
            jobs.defer(jobs.DELETE_FILES, places=[place for place in places if place])
        log(draft, "discard", actor)
