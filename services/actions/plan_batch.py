"""Reads what a batch wants and writes its preview, or its mistakes; nothing else is touched."""

import logging
from collections import Counter
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError, transaction
from django.utils.translation import gettext as _

from services.batches.planning import plan
from services.batches.reduction_plan import plan_reduction
from services.batches.sources import wishes_of
from services.importing.problems import FileRefused, Problem
from services.models import Batch, BatchRow

logger = logging.getLogger(__name__)

MOST_KEPT = 5_000


def plan_batch(*, batch_id: int) -> None:
    """Safe to repeat: what a killed run has written is written anew. Does nothing for a batch that
    is not being read any more."""
    batch = Batch.objects.filter(pk=batch_id, state=Batch.State.READING).first()
    if batch is None:
        return
    _forget_rows(batch)
    try:
        counts = _plan(batch)
    except FileRefused as refused:
        _refuse(batch, refused)
        return
    except (OperationalError, InterfaceError):
        raise  # the database's trouble, not the file's: the job is tried again
    except Exception:
        logger.exception("batch %s", batch.pk)
        message = _("hệ thống không đọc được tệp này; hãy báo bộ phận kỹ thuật.")
        _refuse(batch, FileRefused([Problem(1, "", message)]))
        return
    with transaction.atomic():
        if _still_reading(batch):
            _close(batch, Batch.State.PREVIEW, counts=dict(counts))


def _plan(batch: Batch) -> Counter[str]:
    if batch.kind == Batch.Kind.REDUCTION:
        return plan_reduction(batch)
    with wishes_of(batch) as wishes:
        return plan(batch, wishes)


def _refuse(batch: Batch, refused: FileRefused) -> None:
    with transaction.atomic():
        if not _still_reading(batch):
            return
        _forget_rows(batch)
        batch.problems = list(_kept(refused))
        counts = Counter({"problems": len(refused.problems)})
        _close(batch, Batch.State.REFUSED, counts=dict(counts))


def _kept(refused: FileRefused) -> Iterator[dict[str, str | int]]:
    for problem in refused.problems[:MOST_KEPT]:
        yield {
            "file": _clear(getattr(problem, "file", "")),
            "line": problem.line,
            "column": _clear(problem.column),
            "message": _clear(problem.message),
        }


def _clear(text: str) -> str:
    """What a file holds may be quoted; the database takes no NUL and no half of a pair."""
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _still_reading(batch: Batch) -> bool:
    """Under the row lock: somebody may have discarded it meanwhile."""
    state = Batch.objects.select_for_update().values_list("state", flat=True).get(pk=batch.pk)
    return state == Batch.State.READING


def _close(batch: Batch, state: Batch.State, *, counts: dict[str, int]) -> None:
    batch.state = state
    batch.counts = counts
    batch.save(update_fields=["state", "counts", "problems"])


def _forget_rows(batch: Batch) -> None:
    BatchRow.objects.filter(batch=batch).delete()
