"""What a worklist needs of a dossier: plain columns, no model instances."""

from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from dossiers.models import Dossier


class Listed(NamedTuple):
    """One dossier of a list."""

    pk: int
    code: str
    state: str
    due_at: datetime | None
    filed_at: datetime
    received_at: datetime | None
    fee_vnd: int
    paid_at: datetime | None
    awaiting_decision: bool
    awaiting_signature: bool
    procedure_name: str
    holder_name: str | None
    applicant_name: str | None


_COLUMNS = (
    "pk", "code", "state", "due_at", "filed_at", "received_at", "fee_vnd", "paid_at",
    "awaiting_decision", "awaiting_signature", "revision__name", "holder__full_name",
    "applicant_name",
)  # fmt: skip


def columns_of(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier, Any]:
    """The same dossiers as tuples for `Listed`."""
    named = dossiers.annotate(applicant_name=KeyTextTransform("full_name", "applicant"))
    return named.values_list(*_COLUMNS)
