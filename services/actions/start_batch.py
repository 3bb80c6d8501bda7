"""Begins a batch: the request only keeps what was sent; a job reads it and makes the preview."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed
from services import jobs
from services.batches.files import Stored
from services.models import Batch

MAY_ASK = (Role.PROVINCIAL_ADMIN,)


@transaction.atomic
def start_batch(
    *,
    actor: Actor,
    kind: Batch.Kind,
    title: str,
    wanted: dict[str, Any],
    stored: Stored | None = None,
    file_name: str = "",
    applies_from: date | None = None,
) -> Batch:
    """The batch, being read; nothing of the catalogue is touched. `stored` is the file of an
    import, `wanted` what is asked otherwise. Raises NotAllowed."""
    must_be_admin(actor)
    batch = Batch.objects.create(
        kind=kind,
        state=Batch.State.READING,
        title=title[:300],
        wanted=wanted,
        file=stored.place if stored else "",
        file_name=file_name,
        sha256=stored.sha256 if stored else "",
        applies_from=applies_from,
        asked_by_id=actor.person_id,
    )
    jobs.defer(jobs.PLAN_BATCH, batch_id=batch.pk)
    record(
        actor=actor,
        action="start_batch",
        subject=f"batch:{batch.key}",
        kind=batch.kind,
        sha256=batch.sha256,
    )
    return batch


def must_be_admin(actor: Actor) -> None:
    """Raises NotAllowed for everyone else."""
    if actor.role not in MAY_ASK:
        raise NotAllowed(_("Chỉ quản trị tỉnh được thay đổi danh mục."))
