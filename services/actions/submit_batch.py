"""Hands a previewed batch to another admin."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage
from services.actions.batch_step import locked_batch
from services.models import Batch, BatchRow

CHANGES = (BatchRow.Change.ADDED, BatchRow.Change.CHANGED)


@transaction.atomic
def submit_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Only who asked for it submits it. Raises NotAllowed, StalePage (not a preview; nothing in it
    would change)."""
    locked = locked_batch(actor, batch, Batch.State.PREVIEW)
    if locked.asked_by_id != actor.user_id:
        raise NotAllowed(_("Người lập đợt thay đổi trình duyệt; người khác duyệt."))
    if not any(locked.counts.get(change.value) for change in CHANGES):
        raise StalePage(_("Đợt này không thay đổi thủ tục nào nên không cần trình duyệt."))
    locked.state = Batch.State.APPROVAL
    locked.submitted_at = clock.now()
    locked.save(update_fields=["state", "submitted_at"])
    record(actor=actor, action="submit_batch", subject=f"batch:{locked.key}", **locked.counts)
    return locked
