"""Does what an approved batch says, one procedure after the other; a killed run goes on where it
was."""

from collections import Counter
from collections.abc import Iterator

from django.db import transaction
from django.db.models import Count, Q

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.action_log.record import record
from portal.shared.uploads.store import path_of
from services.actions.carry_out_batch_row import carry_out_batch_row
from services.actions.carry_out_reduction import carry_out_reduction
from services.actions.save_templates import save_templates
from services.importing.documents.document import Template
from services.importing.documents.source import source_at
from services.importing.sectors import save_sectors
from services.models import Batch, BatchRow
from services.search.vocabulary import recount

AT_ONCE = 200


def carry_out_batch(*, batch_id: int) -> None:
    """Safe to repeat: a row that was carried out is not waiting any more, and both are written in
    one transaction. Does nothing for a batch that is not approved."""
    batch = (
        Batch.objects.select_related("approved_by")
        .filter(pk=batch_id, state=Batch.State.CARRYING_OUT)
        .first()
    )
    if batch is None:
        return
    actor = _approver(batch)
    if batch.kind == Batch.Kind.REDUCTION:
        carry_out_reduction(actor=actor, batch=batch)
    else:
        _save_templates(actor, batch)
        save_sectors_of(batch)
        for row_id in _waiting(batch):
            carry_out_batch_row(actor=actor, row_id=row_id, applies_from=batch.applies_from)
        recount()
    _finish(actor, batch)


def _approver(batch: Batch) -> Actor:
    """Who approved it publishes: the log names a person who may."""
    user = batch.approved_by
    assert user is not None, "carried out without approval"
    return Actor(role=Role.PROVINCIAL_ADMIN, name=user.full_name, user_id=user.pk)


def _waiting(batch: Batch) -> Iterator[int]:
    while ids := list(
        BatchRow.objects.filter(batch=batch, waiting=True).values_list("pk", flat=True)[:AT_ONCE]
    ):
        yield from ids


def _save_templates(actor: Actor, batch: Batch) -> None:
    templates = [Template(**each) for each in batch.wanted.get("templates", [])]
    if templates:
        with source_at(path_of(str(batch.file.name))) as source:
            save_templates(actor=actor, source=source, templates=templates)


@transaction.atomic
def save_sectors_of(batch: Batch) -> None:
    """The sectors that its rows name, before the first row is carried out."""
    names = (
        BatchRow.objects.filter(batch=batch, waiting=True)
        .order_by()
        .values_list("content_json__sector", "more_json__scheduled__sector")
        .distinct()
    )
    save_sectors(sorted({name for pair in names for name in pair if name}))


@transaction.atomic
def _finish(actor: Actor, batch: Batch) -> None:
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.state != Batch.State.CARRYING_OUT:
        return
    locked.counts = dict(_counts(locked))
    locked.state = Batch.State.DONE
    locked.ended_at = clock.now()
    locked.save(update_fields=["state", "counts", "ended_at"])
    record(actor=actor, action="carry_out_batch", subject=f"batch:{locked.key}", **locked.counts)


def _counts(batch: Batch) -> Counter[str]:
    found = (
        BatchRow.objects.filter(batch=batch)
        .order_by()
        .values_list("change")
        .annotate(rows=Count("pk", filter=Q(waiting=False)))
    )
    return Counter(dict(found))
