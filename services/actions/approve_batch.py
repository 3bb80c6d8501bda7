"""A second admin approves a batch; a job carries it out."""

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage
from services import jobs
from services.actions.batch_step import locked_batch
from services.models import Batch


@transaction.atomic
def approve_batch(*, actor: Actor, batch: Batch) -> Batch:
    """Four eyes: never who asked for it. The page asks for the second factor again.

    Raises NotAllowed, StalePage (not waiting for approval; the day asked for has passed).
    """
    locked = locked_batch(actor, batch, Batch.State.APPROVAL)
    if locked.asked_by_id == actor.user_id:
        raise NotAllowed(_("Bạn đã lập đợt thay đổi này nên không duyệt được. Người khác duyệt."))
    if locked.applies_from is not None and locked.applies_from < clock.today():
        raise StalePage(
            _("Ngày áp dụng đã qua. Hãy trả lại, để người lập chọn ngày khác và lập lại đợt này.")
        )
    locked.state = Batch.State.CARRYING_OUT
    locked.approved_by_id = actor.user_id
    locked.approved_at = clock.now()
    locked.save(update_fields=["state", "approved_by", "approved_at"])
    jobs.defer(jobs.CARRY_OUT_BATCH, batch_id=locked.pk)
    record(actor=actor, action="approve_batch", subject=f"batch:{locked.key}", **locked.counts)
    return locked
