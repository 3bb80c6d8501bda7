"""Results of the stack as plain values; a bounded number of queries, however many they are."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils.translation import gettext as _

from dossiers.models import Document, Dossier
from dossiers.signatures.queries import last_failures, runs_under_way


@dataclass(frozen=True)
class Row:
    """One result that waits. `note` says why it cannot be chosen now, or what went wrong."""

    key: uuid.UUID
    code: str
    applicant: str
    procedure: str
    outcome: str
    decided_at: datetime
    href: str
    can_be_chosen: bool
    is_chosen: bool
    note: str
    failed: bool


def for_rows(documents: QuerySet[Document]) -> QuerySet[Document]:
    """The same with what a row shows and nothing else."""
    return (
        documents.select_related("dossier__revision")
        .annotate(applicant_name=KeyTextTransform("full_name", "dossier__applicant"))
        .only(
            "key", "ready_at", "requested_at", "must_be_signed", "signed_by_id", "signed_at",
            "dossier__code", "dossier__outcome", "dossier__revision__name",
        )
    )  # fmt: skip


def rows_of(documents: Sequence[Document], chosen: Collection[uuid.UUID]) -> list[Row]:
    """Two queries."""
    under_way, failures = runs_under_way(documents), last_failures(documents)
    return [
        _row(each, chosen, is_under_way=each.key in under_way, failure=failures.get(each.key, ""))
        for each in documents
    ]


def _row(document: Any, chosen: Collection[uuid.UUID], *, is_under_way: bool, failure: str) -> Row:
    dossier = document.dossier
    can_be_chosen = document.ready_at is not None and not is_under_way
    return Row(
        key=document.key,
        code=dossier.code,
        applicant=document.applicant_name or "",
        procedure=dossier.revision.name,
        outcome=str(Dossier.Outcome(dossier.outcome).label) if dossier.outcome else "",
        decided_at=document.requested_at,
        href=reverse("dossiers:signing_read", args=[document.key]),
        can_be_chosen=can_be_chosen,
        is_chosen=can_be_chosen and document.key in chosen,
        note=_note(document, is_under_way, failure),
        failed=bool(failure) and can_be_chosen,
    )


def _note(document: Document, is_under_way: bool, failure: str) -> str:
    if document.ready_at is None:
        return _("Đang in văn bản")
    if is_under_way:
        return _("Đang ký")
    return failure
