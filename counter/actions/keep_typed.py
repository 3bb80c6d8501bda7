"""What a clerk typed and that has no other place yet stays with the intake."""

import uuid
from typing import Any

from django.db import transaction

from counter.actions.lock_intake import lock_intake
from counter.models import Intake
from portal.accounts.actor import Actor
from portal.shared import clock


def keep_typed(*, actor: Actor, key: uuid.UUID, page: str, values: Any) -> Intake:
    """Keep it under the name of its page until the intake is closed; None forgets it.
    Raises Http404."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        typed = {name: kept for name, kept in intake.typed.items() if name != page}
        intake.typed = typed if values is None else typed | {page: values}
        intake.saved_at = clock.now()
        intake.save(update_fields=["typed", "saved_at"])
        return intake
