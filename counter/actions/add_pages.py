"""Add the pages of a file that the clerk chose or photographed."""

import uuid
from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from counter.actions.lock_intake import lock_intake
from counter.actions.page_locks import paper_or_404
from counter.digitising.adding import add_taken, already_there
from counter.digitising.copies import refuse_frozen
from counter.digitising.pages import pages_of, twins_among
from counter.digitising.taking import Taken, take
from counter.models import ScannedPage
from counter.queries import intake_of
from portal.accounts.actor import Actor
from portal.shared.errors import InvalidInput
from portal.shared.uploads import store
from portal.shared.uploads.checking import BadFile


@dataclass(frozen=True)
class Added:
    """What came of a file: its pages; `twins` of them were there before."""

    name: str
    pages: int
    twins: int


def add_pages(
    *,
    actor: Actor,
    key: uuid.UUID,
    requirement_key: str,
    upload: UploadedFile,
    source: str = ScannedPage.Source.FILE,
    again: bool = False,
) -> Added:
    """Check the file and add its pages to a paper, or unsorted (empty `requirement_key`).

    The file is checked outside of any transaction; the rows come last, and rows that fail take the
    file with them. `again`: the browser does not know whether it got through before; the same file
    is then not added twice. Raises InvalidInput({"file": …}), Refusal (the paper is signed),
    Http404.
    """
    paper_or_404(intake_of(actor, key), requirement_key)
    taken = _taken(upload)
    try:
        with transaction.atomic():
            added = _add(actor, key, requirement_key, taken, source, again)
    except BaseException:
        store.delete(taken.place)
        raise
    if not added.pages:
        store.delete(taken.place)
    return added


def _taken(upload: UploadedFile) -> Taken:
    try:
        return take(
            chunks=upload.chunks(), name=upload.name or "", most_bytes=settings.ATTACHMENT_MAX_BYTES
        )
    except BadFile as error:
        raise InvalidInput({"file": str(error)}) from error


def _add(
    actor: Actor, key: uuid.UUID, requirement_key: str, taken: Taken, source: str, again: bool
) -> Added:
    intake = lock_intake(actor, key)
    refuse_frozen(intake, [requirement_key])
    if again and already_there(intake, taken):
        return Added(taken.name, 0, 0)
    pages = add_taken(
        intake, taken, requirement_key=requirement_key, source=source, by=actor.user_id
    )
    twins = twins_among(pages_of(intake)) & {page.pk for page in pages}
    return Added(taken.name, len(pages), len(twins))
