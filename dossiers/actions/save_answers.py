"""Keep what is typed in a draft, valid or not."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from dossiers.actions.transition import lock
from dossiers.models import Dossier
from dossiers.states import State
from portal.accounts.actor import Actor
from portal.shared import clock


def save_answers(*, actor: Actor, key: object, typed: Mapping[str, Any]) -> datetime:
    """Merge `typed` (field key → raw answer) into the draft; returns the moment it was saved."""
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        draft.answers = {**draft.answers, **typed}
        draft.saved_at = clock.now()
        draft.save(update_fields=["answers", "saved_at"])
        return draft.saved_at


def save_delivery(*, actor: Actor, key: object, return_channel: str) -> Dossier:
    """Choose how the result is received."""
    with transaction.atomic():
        draft = lock(actor, "save", key=key, state=State.DRAFT)
        draft.return_channel = return_channel
        draft.saved_at = clock.now()
        draft.save(update_fields=["return_channel", "saved_at"])
        return draft
