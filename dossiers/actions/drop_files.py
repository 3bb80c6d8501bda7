"""Files of file fields that the filed answers do not name: the question is not asked any more."""

from dossiers import jobs
from dossiers.attachments.fields import PREFIX, file_fields
from dossiers.models import Attachment, Dossier
from services.eforms.definition import EForm


def drop_unasked_files(dossier: Dossier, eform: EForm) -> None:
    """Remove them, in the caller's transaction; the files themselves are deleted in a job."""
    fields = file_fields(eform)
    if not fields:
        return
    named = {file["key"] for field in fields for file in dossier.answers.get(field.key, [])}
    unasked = [
        attachment
        for attachment in Attachment.objects.filter(
            dossier=dossier, state=Attachment.State.ACCEPTED, requirement_key__startswith=PREFIX
        )
        if str(attachment.key) not in named
    ]
    for attachment in unasked:
        attachment.state = Attachment.State.REMOVED
        attachment.save(update_fields=["state"])
        places = [place for place in (attachment.file, attachment.rendition) if place]
        jobs.defer(jobs.DELETE_FILES, places=places)
