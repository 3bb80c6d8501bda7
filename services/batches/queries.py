"""Reads of batches. Provincial admins see all of them; nobody else any."""

from uuid import UUID

from django.db.models import Q, QuerySet

from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from services.models import Batch, BatchRow

PAGE_SIZE, ROWS_SHOWN = 30, 50


def batches_for(actor: Actor) -> QuerySet[Batch]:
    """The batches this person may see, the newest first."""
    if actor.role != Role.PROVINCIAL_ADMIN:
        return Batch.objects.none()
    return Batch.objects.select_related("asked_by", "approved_by")


def batch_by(actor: Actor, key: UUID) -> Batch:
    """Raises Batch.DoesNotExist."""
    return batches_for(actor).get(key=key)


def page_of_batches(actor: Actor, before: int) -> tuple[list[Batch], int]:
    """One page, and the key to go on with (0: this was the last). Problems are left out."""
    found = batches_for(actor).defer("problems", "wanted")
    if before:
        found = found.filter(pk__lt=before)
    rows = list(found.order_by("-pk")[: PAGE_SIZE + 1])
    return rows[:PAGE_SIZE], rows[PAGE_SIZE - 1].pk if len(rows) > PAGE_SIZE else 0


def page_of_rows(
    batch: Batch, *, change: str, line: int, after: int
) -> tuple[list[BatchRow], tuple[int, int]]:
    """One page of rows after (line, id), and where to go on ((0, 0): this was the last)."""
    found = BatchRow.objects.filter(batch=batch).defer("content_json")
    if change:
        found = found.filter(change=change)
    if after:
        found = found.filter(Q(line__gt=line) | Q(line=line, pk__gt=after), line__gte=line)
    rows = list(
        found.select_related("revision", "procedure").order_by("line", "pk")[: ROWS_SHOWN + 1]
    )
    if len(rows) <= ROWS_SHOWN:
        return rows, (0, 0)
    last = rows[ROWS_SHOWN - 1]
    return rows[:ROWS_SHOWN], (last.line, last.pk)


def waiting_rows(batch: Batch) -> int:
    """How many rows are still to be carried out, by a small index of those."""
    return BatchRow.objects.filter(batch=batch, waiting=True).count()
