"""What the page of a dossier reads beside the dossier: small lists by its key, compiled once."""

import uuid
from datetime import datetime
from typing import NamedTuple

from django.db.models import Case, When

from dossiers.models import Attachment, Document, HistoryEntry, Note
from dossiers.signatures.need import READY_FOR_SEAL
from portal.agencies.naming import name_as_of
from portal.shared.prepared import Prepared


class Step(NamedTuple):
    """A row of the history."""

    at: datetime
    event: str
    role: str
    actor_name: str
    agency_name: str | None
    reason: str


class GivenFile(NamedTuple):
    """A file that can be shown, or is still being checked."""

    key: uuid.UUID
    requirement_key: str
    state: str
    media_type: str
    original_name: str
    signature: str


class WrittenDocument(NamedTuple):
    """A PDF of the portal, made or not."""

    key: uuid.UUID
    kind: str
    number: int
    voided_at: datetime | None
    # Whose seal is to be put on it now; none when it has it, or needs another signature first.
    sealed_next_by: int | None


class StaffNote(NamedTuple):
    """A note."""

    text: str
    author_name: str
    at: datetime


# As the portal chooses what it seals (dossiers/actions/seal_results.py).
_SEALED_NEXT_BY = Case(When(READY_FOR_SEAL, then="sealing_agency_id"))

_history = Prepared(
    lambda dossier: (
        HistoryEntry.objects.filter(dossier_id=dossier)
        .order_by("id")
        .values_list("at", "event", "role", "actor_name", name_as_of("agency", "at"), "reason")
    ),
    dossier=int,
)
_files = Prepared(
    lambda dossier: (
        Attachment.objects.filter(
            dossier_id=dossier,
            state__in=(Attachment.State.ACCEPTED, Attachment.State.QUARANTINED),
        )
        .order_by("id")
        .values_list("key", "requirement_key", "state", "media_type", "original_name", "signature")
    ),
    dossier=int,
)
_documents = Prepared(
    lambda dossier: (
        Document.objects.filter(dossier_id=dossier)
        .order_by("id")
        .values_list("key", "kind", "number", "voided_at", _SEALED_NEXT_BY)
    ),
    dossier=int,
)
_notes = Prepared(
    lambda dossier: (
        Note.objects.filter(dossier_id=dossier)
        .order_by("-id")
        .values_list("text", "author__full_name", "at")
    ),
    dossier=int,
)


def history_of(dossier_id: int) -> list[Step]:
    """The steps, the oldest first."""
    return [Step._make(row) for row in _history(dossier=dossier_id)]


def files_of(dossier_id: int) -> list[GivenFile]:
    """The files in the order they were given."""
    return [GivenFile._make(row) for row in _files(dossier=dossier_id)]


def documents_of(dossier_id: int) -> list[WrittenDocument]:
    """The documents in the order they were asked for."""
    return [WrittenDocument._make(row) for row in _documents(dossier=dossier_id)]


def notes_of(dossier_id: int) -> list[StaffNote]:
    """The notes, the latest first."""
    return [StaffNote._make(row) for row in _notes(dossier=dossier_id)]
