"""Writes the rows of a batch: what it would do to each procedure, before it does anything."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice

from django.utils.translation import gettext as _

from services.batches.present import Present, present
from services.batches.row_words import added_words, changed_words, draft_note, names_of_codes
from services.batches.wish import LeftOut, Wish
from services.batches.writing import write_rows
from services.content import RevisionContent
from services.importing.problems import FileRefused, Problem
from services.models import Batch, BatchRow

AT_ONCE = 200
Change = BatchRow.Change


def plan(batch: Batch, wishes: Iterable[Wish]) -> Counter[str]:
    """The rows of the batch, so many for each kind of change: about a dozen queries for 200 of
    them. Raises FileRefused, and what reading the wishes raises."""
    remaining = iter(wishes)
    names = names_of_codes()
    counts: Counter[str] = Counter()
    problems: list[Problem] = []
    while chunk := list(islice(remaining, AT_ONCE)):
        known = present(wish.code for wish in chunk)
        rows = []
        for wish in chunk:
            try:
                rows.append(_row(batch, wish, known.get(wish.code), names))
            except FileRefused as refused:
                problems += refused.problems
        write_rows(rows)
        counts.update(row.change for row in rows)
        Batch.objects.filter(pk=batch.pk).update(counts={"read": counts.total()})
    if problems:
        raise FileRefused(problems)
    return counts


def _row(batch: Batch, wish: Wish, known: Present | None, names: Mapping[str, str]) -> BatchRow:
    row = BatchRow(
        batch=batch,
        line=wish.line,
        code=wish.code,
        name=(wish.name or (known.procedure.name if known else ""))[:600],
        more_json=wish.more,
        procedure=known.procedure if known else None,
        base_revision=known.revision if known else None,
        change=Change.SKIPPED,
    )
    before = known.content if known else None
    try:
        content = wish.make(before)
    except LeftOut as reason:
        row.change = Change.UNCHANGED
        row.problem = str(reason)[:500]
        return row
    _fill(row, content, before, known, names)
    return row


def _fill(
    row: BatchRow,
    content: RevisionContent,
    before: RevisionContent | None,
    known: Present | None,
    names: Mapping[str, str],
) -> None:
    row.name = content.name[:600]
    if content == before:
        row.change = Change.UNCHANGED
        return
    if known and known.is_planned:
        row.problem = _("Một thay đổi khác của thủ tục này đang chờ ngày áp dụng.")
        return
    row.content_json = content.as_json()
    row.waiting = True
    if before is None:
        row.change = Change.ADDED
        row.words = added_words(row.code, content, known)
    else:
        row.change = Change.CHANGED
        row.words = changed_words(before, content, names)
    if known and known.has_draft:
        row.words.append(draft_note())
