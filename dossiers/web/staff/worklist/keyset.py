"""Pages of a list by where the last one ended: as quick on page 1,000 as on page 1, no counts.

The order is `due_at` (dossiers without a date last), then the key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import F, Q, QuerySet

from dossiers.models import Dossier
from dossiers.web.staff.worklist.listed import Listed, columns_of

PAGE_SIZE = 20
_NO_DATE = "-"
Rows = TypeVar("Rows", bound=QuerySet[Any, Any])
Position = tuple[datetime | None, int]


@dataclass(frozen=True)
class Page:
    """Up to 20 dossiers and the cursors of the neighbours (empty: there is none)."""

    dossiers: list[Listed]
    before: str = ""
    after: str = ""


def first_page(found: Iterable[tuple[Any, ...]]) -> Page:
    """The first page, of up to 21 rows: the last says only that there is a next page."""
    rows = _listed(found)
    return Page(rows[:PAGE_SIZE], after=_cursor(rows[PAGE_SIZE - 1]) if _is_more(rows) else "")


def page_after(dossiers: QuerySet[Dossier], position: Position) -> Page:
    """The page that begins behind a position."""
    rows = _listed(columns_of(after_position(dossiers, *position))[: PAGE_SIZE + 1])
    return Page(
        rows[:PAGE_SIZE],
        before=_cursor(rows[0]) if rows else "",
        after=_cursor(rows[PAGE_SIZE - 1]) if _is_more(rows) else "",
    )


def page_before(dossiers: QuerySet[Dossier], position: Position) -> Page:
    """The page that ends before a position."""
    earlier = columns_of(_before_position(dossiers, *position))
    backwards = earlier.order_by(F("due_at").desc(nulls_first=True), "-pk")
    rows = _listed(backwards[: PAGE_SIZE + 1])
    shown = rows[:PAGE_SIZE][::-1]
    return Page(
        shown,
        before=_cursor(shown[0]) if _is_more(rows) else "",
        after=_cursor(shown[-1]) if shown else "",
    )


def after_position(dossiers: Rows, due_at: datetime | None, pk: int) -> Rows:
    """Those that come later in the order."""
    if due_at is None:
        return dossiers.filter(due_at__isnull=True, pk__gt=pk)
    return dossiers.filter(
        Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk) | Q(due_at__isnull=True)
    )


def read_cursor(cursor: str) -> Position | None:
    """The position that a cursor names; None for one that cannot be read."""
    due, _separator, pk = cursor.rpartition("_")
    if not pk.isascii() or not pk.isdigit() or len(pk) > 18:
        return None
    if due == _NO_DATE:
        return None, int(pk)
    try:
        moment = datetime.fromisoformat(due)
    except ValueError:
        return None
    return (moment, int(pk)) if moment.tzinfo else None


def _before_position(dossiers: Rows, due_at: datetime | None, pk: int) -> Rows:
    if due_at is None:
        return dossiers.filter(Q(due_at__isnull=True, pk__lt=pk) | Q(due_at__isnull=False))
    return dossiers.filter(Q(due_at__lt=due_at) | Q(due_at=due_at, pk__lt=pk))


def _listed(found: Iterable[tuple[Any, ...]]) -> list[Listed]:
    return [Listed._make(row) for row in found]


def _is_more(rows: list[Listed]) -> bool:
    return len(rows) > PAGE_SIZE


def _cursor(dossier: Listed) -> str:
    due = dossier.due_at.isoformat() if dossier.due_at else _NO_DATE
    return f"{due}_{dossier.pk}"
