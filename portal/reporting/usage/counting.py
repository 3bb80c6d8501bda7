"""Counts dossiers and drafts by procedure, in one pass over each."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import connection

from dossiers.models import Dossier
from dossiers.states import State
from services.binding import binding
from services.eforms.progress import DONE, OPTIONAL, progress

YEAR = timedelta(days=365)
# A draft that nobody touched for so long was left.
LEFT_AFTER = timedelta(days=7)
CHUNK = 500
AFTER_THE_FORM = "Giấy tờ, kiểm tra và nộp"

_BY_PROCEDURE = """
SELECT procedure_id,
    count(*) FILTER (WHERE filed_at >= %(since)s) AS filed,
    count(*) FILTER (WHERE filed_at >= %(since)s AND provenance = 'citizen') AS citizen,
    count(*) FILTER (WHERE filed_at >= %(since)s AND provenance = 'helped') AS helped,
    count(*) FILTER (WHERE filed_at >= %(since)s AND provenance = 'digitised') AS digitised,
    count(*) FILTER (WHERE filed_at >= %(since)s AND provenance = 'post') AS post,
    count(*) FILTER (WHERE completed_at >= %(since)s) AS finished,
    count(*) FILTER (
        WHERE filed_at IS NULL AND created_at >= %(since)s AND provenance = 'citizen'
    ) AS drafts,
    max(filed_at) AS last_filed_at,
    count(*) FILTER (WHERE completed_at >= %(since)s AND received_at IS NOT NULL) AS timed,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY completed_at - received_at)
        FILTER (WHERE completed_at >= %(since)s AND received_at IS NOT NULL) AS median,
    percentile_disc(0.9) WITHIN GROUP (ORDER BY completed_at - received_at)
        FILTER (WHERE completed_at >= %(since)s AND received_at IS NOT NULL) AS p90
FROM dossiers_dossier GROUP BY procedure_id
"""

_IN_FORCE_SINCE = """
SELECT procedure_id, min(lower(in_force)) FROM services_revision
WHERE in_force IS NOT NULL AND NOT isempty(in_force) GROUP BY procedure_id
"""


def by_procedure(now: datetime) -> dict[int, dict[str, Any]]:
    """The columns of a usage by procedure, without where drafts stopped."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_PROCEDURE, {"since": now - YEAR})
        names = [column.name for column in cursor.description or ()]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {row.pop("procedure_id"): _columns(row) for row in rows}


def _columns(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "filed": row["filed"],
        "finished": row["finished"],
        "filed_by_source": {source: row[source] for source in Dossier.Provenance.values},
        "started": row["citizen"] + row["drafts"],
        "last_filed_at": row["last_filed_at"],
        "timed": row["timed"],
        "median_days": days_of(row["median"]),
        "p90_days": days_of(row["p90"]),
    }


def days_of(span: timedelta | None) -> Decimal | None:
    """Days with one decimal place, rounded up: nobody is told less than it took."""
    if span is None:
        return None
    tenths = -(-int(span.total_seconds()) // 8640)
    return Decimal(tenths) / 10


def in_force_since() -> dict[int, datetime]:
    """When each procedure came into force first."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_FORCE_SINCE)
        return dict(cursor.fetchall())


def left_by_section(now: datetime) -> dict[int, list[dict[str, Any]]]:
    """Of each procedure the citizens' drafts of the year that were left, by the section they
    stopped in.

    A draft stopped in the first section that is not done. Drafts that people deleted are gone and
    not counted.
    """
    counts: dict[int, Counter[str]] = {}
    for procedure_id, title in _places(now):
        counts.setdefault(procedure_id, Counter())[title] += 1
    return {
        procedure_id: [
            {"title": title, "count": count}
            for title, count in sorted(sections.items(), key=lambda pair: (-pair[1], pair[0]))
        ]
        for procedure_id, sections in counts.items()
    }


def _places(now: datetime) -> Iterator[tuple[int, str]]:
    drafts = Dossier.objects.filter(
        state=State.DRAFT,
        provenance=Dossier.Provenance.CITIZEN,
        saved_at__lt=now - LEFT_AFTER,
        created_at__gte=now - YEAR,
    ).values_list("procedure_id", "revision_id", "answers")
    for procedure_id, revision_id, answers in drafts.iterator(chunk_size=CHUNK):
        yield procedure_id, _stopped_at(revision_id, answers)


def _stopped_at(revision_id: int, answers: dict[str, Any]) -> str:
    for section in progress(binding(revision_id).eform, answers):
        if section.state not in (DONE, OPTIONAL):
            return section.section.title
    return AFTER_THE_FORM
