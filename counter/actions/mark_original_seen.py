""" "Đã đối chiếu bản chính và trả lại": the clerk vouches for the copy."""

import uuid
from collections.abc import Collection
from datetime import date

from django.db import transaction
from django.http import Http404

from counter.actions.lock_intake import lock_intake
from counter.digitising.copies import refuse_frozen
from counter.digitising.pages import copies_of
from counter.models import Intake, PaperCopy
from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record


def mark_original_seen(
    *, actor: Actor, key: uuid.UUID, requirement_keys: Collection[str], seen: bool = True
) -> int:
    """Tick (or clear) it for these papers, or for all that have pages when none is named; how
    many changed. Raises Http404, Refusal (signed)."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        copies = _copies(intake, requirement_keys)
        changed = [copy for copy in copies if (copy.original_seen_at is not None) != seen]
        for copy in changed:
            copy.original_seen_at = clock.now() if seen else None
            copy.original_seen_by_id = actor.user_id if seen else None
            copy.save(update_fields=["original_seen_at", "original_seen_by"])
        if changed:
            keys = [copy.requirement_key for copy in changed]
            action = "original_seen" if seen else "original_not_seen"
            record(actor=actor, action=action, subject=f"intake:{intake.key}", papers=keys)
        return len(changed)


def set_validity(*, actor: Actor, key: uuid.UUID, requirement_key: str, until: date | None) -> None:
    """Until when this copy may be used again; None: no end is known. Raises Http404, Refusal."""
    with transaction.atomic():
        intake = lock_intake(actor, key)
        for copy in _copies(intake, [requirement_key]):
            copy.valid_until = until
            copy.save(update_fields=["valid_until"])


def _copies(intake: Intake, requirement_keys: Collection[str]) -> list[PaperCopy]:
    unsigned = [copy for copy in copies_of(intake) if copy.state != PaperCopy.State.SIGNED]
    if not requirement_keys:
        refuse_frozen(intake, [])
        return unsigned
    refuse_frozen(intake, requirement_keys)
    found = [copy for copy in unsigned if copy.requirement_key in requirement_keys]
    if len(found) != len(set(requirement_keys)):
        raise Http404
    return found
