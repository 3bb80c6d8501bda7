"""Throws a batch away before it is carried out; the catalogue stays as it is."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import InvalidInput
from services.actions.batch_step import locked_batch
from services.models import Batch

OPEN = (Batch.State.READING, Batch.State.PREVIEW, Batch.State.APPROVAL)
LONGEST = 1000


@transaction.atomic
def discard_batch(*, actor: Actor, batch: Batch, reason: str = "") -> Batch:
    """Who asked for it may; another admin (who would approve it) says why.

    Raises NotAllowed, StalePage (carried out, or gone), InvalidInput (`reason`).
    """
    locked = locked_batch(actor, batch, *OPEN)
    reason = " ".join(reason.split())
    if locked.asked_by_id != actor.user_id and not reason:
        raise InvalidInput({"reason": _("Nêu lý do không duyệt, để người lập đợt này biết.")})
    if len(reason) > LONGEST:
        words = {"most": LONGEST}
        raise InvalidInput({"reason": _("Lý do dài tối đa %(most)d ký tự.") % words})
    locked.state = Batch.State.DISCARDED
    locked.reason = reason
    locked.ended_at = clock.now()
    locked.save(update_fields=["state", "reason", "ended_at"])
    record(actor=actor, action="discard_batch", subject=f"batch:{locked.key}", reason=reason)
    return locked
