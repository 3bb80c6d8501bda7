"""Keep what is typed in a draft, valid or not."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from dossiers.actions.transition import lock
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock
from services.binding import binding
from services.eforms.answers import Cleaned, clean


def save_answers(*, actor: Actor, key: object, typed: Mapping[str, Any]) -> tuple[Dossier, Cleaned]:
    """Merge `typed` (field key → raw answer) into the draft.

    What cannot be used is kept as typed; the outcome says what has to be mended.
    """
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        cleaned = clean(binding(draft.revision_id).eform, {**draft.answers, **typed}, partial=True)
        draft.answers = cleaned.kept
        _save(draft, "answers")
        return draft, cleaned


def save_delivery(*, actor: Actor, key: object, return_channel: str) -> Dossier:
    """Choose how the result is received."""
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        draft.return_channel = return_channel
        _save(draft, "return_channel")
        return draft


def _save(draft: Dossier, field: str) -> None:
    draft.saved_at = clock.now()
    draft.save(update_fields=[field, "saved_at"])
