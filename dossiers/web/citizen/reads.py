"""What the page of a dossier reads beside the dossier: rows, no instances, compiled once."""

import uuid
from datetime import datetime
from typing import NamedTuple

from dossiers.models import Attachment, Document, HistoryEntry
from portal.agencies.naming import name_as_of
from portal.shared.prepared import Prepared


class Step(NamedTuple):
    """A row of the history."""

    at: datetime
    event: str
    role: str
    agency_name: str | None
    reason: str


class GivenFile(NamedTuple):
    """A file that the citizen gave."""

    key: uuid.UUID
    requirement_key: str
    state: str
    original_name: str
    size: int
    signature: str


class WrittenDocument(NamedTuple):
    """A PDF of the portal, made or not."""

    key: uuid.UUID
    kind: str
    number: int

    @property
    def get_kind_display(self) -> str:
        """Its name on the screen."""
        return str(Document.Kind(self.kind).label)


_history = Prepared(
    lambda dossier: (
        HistoryEntry.objects.filter(dossier_id=dossier)
        .order_by("-id")
        .values_list("at", "event", "role", name_as_of("agency", "at"), "reason")
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
        .values_list("key", "requirement_key", "state", "original_name", "size", "signature")
    ),
    dossier=int,
)
_documents = Prepared(
    lambda dossier: (
        Document.objects.filter(dossier_id=dossier, voided_at=None)
        .order_by("-id")
        .values_list("key", "kind", "number")
    ),
    dossier=int,
)


def history_of(dossier_id: int) -> list[Step]:
    """The steps, the latest first."""
    return [Step._make(row) for row in _history(dossier=dossier_id)]


def files_of(dossier_id: int) -> list[GivenFile]:
    """The files in the order they were given."""
    return [GivenFile._make(row) for row in _files(dossier=dossier_id)]


def documents_of(dossier_id: int) -> list[WrittenDocument]:
    """The documents, the latest first; not a result that was taken back."""
    return [WrittenDocument._make(row) for row in _documents(dossier=dossier_id)]
