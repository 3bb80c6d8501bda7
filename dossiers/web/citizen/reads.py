"""What the page of a dossier reads beside the dossier: rows, no instances."""

import uuid
from datetime import datetime
from typing import NamedTuple

from dossiers.models import Attachment, Document, HistoryEntry
from portal.agencies.naming import name_as_of


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


def history_of(dossier_id: int) -> list[Step]:
    """The steps, the latest first."""
    rows = HistoryEntry.objects.filter(dossier_id=dossier_id).order_by("-id")
    columns = rows.values_list("at", "event", "role", name_as_of("agency", "at"), "reason")
    return [Step._make(row) for row in columns]


def files_of(dossier_id: int) -> list[GivenFile]:
    """The files in the order they were given."""
    shown = (Attachment.State.ACCEPTED, Attachment.State.QUARANTINED)
    rows = Attachment.objects.filter(dossier_id=dossier_id, state__in=shown).order_by("id")
    columns = rows.values_list(
        "key", "requirement_key", "state", "original_name", "size", "signature"
    )
    return [GivenFile._make(row) for row in columns]


def documents_of(dossier_id: int) -> list[WrittenDocument]:
    """The documents, the latest first; not a result that was taken back."""
    rows = Document.objects.filter(dossier_id=dossier_id, voided_at=None).order_by("-id")
    return [WrittenDocument._make(row) for row in rows.values_list("key", "kind", "number")]
