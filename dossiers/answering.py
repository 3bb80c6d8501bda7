"""The answers of a dossier cleaned under its form, the files of its file fields among them."""

from collections.abc import Mapping
from typing import Any

from dossiers.attachments.fields import files_by_field
from dossiers.models import Dossier
from services.binding import binding
from services.eforms.answers import Cleaned, clean


def cleaned_answers(
    dossier: Dossier, *, partial: bool, answers: Mapping[str, Any] | None = None
) -> Cleaned:
    """As `clean`; `answers` in place of those of the dossier."""
    eform = binding(dossier.revision_id).eform
    raw = dossier.answers if answers is None else answers
    return clean(eform, raw, partial=partial, files=files_by_field(dossier, eform))
