"""Take back a file that was given by mistake."""

import uuid

from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from dossiers import jobs
from dossiers.actions.transition import lock, log
from dossiers.models import Attachment, Dossier, Supplement
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared.errors import StalePage


def remove_attachment(*, actor: Actor, key: uuid.UUID) -> Attachment:
    """Remove the file from the draft, or from a supplement that has not been sent yet; the file
    itself is deleted in a job. Removing it again changes nothing.

    Raises Http404 for a stranger's file, StalePage for one that has been filed.
    """
    found = Attachment.objects.filter(key=key).first()
    if found is None:
        raise Http404
    with transaction.atomic():
        dossier = lock(actor, "attach", pk=found.dossier_id)
        attachment = Attachment.objects.get(pk=found.pk)
        if attachment.state == Attachment.State.REMOVED:
            return attachment
        if not is_removable(attachment, dossier, open_supplement(dossier)):
            raise StalePage(_("Tệp này đã nộp cùng hồ sơ nên không gỡ được nữa."))
        attachment.state = Attachment.State.REMOVED
        attachment.save(update_fields=["state"])
        places = [place for place in (attachment.file, attachment.rendition) if place]
        jobs.defer(jobs.DELETE_FILES, places=places)
        log(dossier, "remove_attachment", actor)
        return attachment


def open_supplement(dossier: Dossier) -> Supplement | None:
    """The request that the dossier waits for, if it does."""
    if dossier.state != State.SUPPLEMENT_REQUIRED:
        return None
    return Supplement.objects.filter(dossier=dossier, supplied_at__isnull=True).first()


def is_removable(attachment: Attachment, dossier: Dossier, supplement: Supplement | None) -> bool:
    """In a draft every file, while supplementing only those added since the request."""
    if dossier.state == State.DRAFT:
        return True
    return supplement is not None and attachment.uploaded_at >= supplement.requested_at
