"""Pages of a list by where the last one ended: as quick on page 1,000 as on page 1, no counts.

The order is `due_at` (dossiers without a date last), then `id`.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from dossiers.models import Dossier

PAGE_SIZE = 20
_NO_DATE = "-"


@dataclass(frozen=True)
class Page:
    """Up to 20 dossiers and the cursors of the neighbours (empty: there is none)."""

    dossiers: list[Dossier]
    before: str
    after: str


def page_of(dossiers: QuerySet[Dossier], *, after: str = "", before: str = "") -> Page:
    """The page after or before a cursor; a cursor that cannot be read is the first page."""
    position = _read(after or before)
    if position is None:
        found = list(dossiers[: PAGE_SIZE + 1])
        more = len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
        return Page(found, "", _cursor(found[-1]) if more else "")
    if after:
        found = list(after_position(dossiers, *position)[: PAGE_SIZE + 1])
        more = len(found) > PAGE_SIZE
        found = found[:PAGE_SIZE]
        return Page(
            found,
            _cursor(found[0]) if found else "",
            _cursor(found[-1]) if more else "",
        )
    return _page_before(dossiers, *position)


def after_position(
    dossiers: QuerySet[Dossier], due_at: datetime | None, pk: int
) -> QuerySet[Dossier]:
    """Those that come later in the order."""
    if due_at is None:
        return dossiers.filter(due_at__isnull=True, pk__gt=pk)
    return dossiers.filter(
        Q(due_at__gt=due_at) | Q(due_at=due_at, pk__gt=pk) | Q(due_at__isnull=True)
    )


def _page_before(dossiers: QuerySet[Dossier], due_at: datetime | None, pk: int) -> Page:
    if due_at is None:
        earlier = dossiers.filter(Q(due_at__isnull=True, pk__lt=pk) | Q(due_at__isnull=False))
    else:
        earlier = dossiers.filter(Q(due_at__lt=due_at) | Q(due_at=due_at, pk__lt=pk))
    backwards = earlier.order_by(F("due_at").desc(nulls_first=True), "-pk")
    found = list(backwards[: PAGE_SIZE + 1])
    more = len(found) > PAGE_SIZE
    found = found[:PAGE_SIZE][::-1]
    return Page(
        found,
        _cursor(found[0]) if more else "",
        _cursor(found[-1]) if found else "",
    )


def _cursor(dossier: Dossier) -> str:
    due = dossier.due_at.isoformat() if dossier.due_at else _NO_DATE
    return f"{due}_{dossier.pk}"


def _read(cursor: str) -> tuple[datetime | None, int] | None:
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
