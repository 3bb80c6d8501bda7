"""Writes rows of a batch by COPY: a row holds a whole content, and parameters of that size cost
more than everything else of a preview."""

import json
from collections.abc import Iterable

from django.db import connection

from services.models import BatchRow

_COLUMNS = (
    "batch_id", "line", "code", "name", "procedure_id", "change", "content_json", "more_json",
    "base_revision_id", "words", "problem", "waiting",
)  # fmt: skip
_JSON = frozenset({"content_json", "more_json", "words"})
_COPY = f"COPY services_batchrow ({', '.join(_COLUMNS)}) FROM STDIN"


def write_rows(rows: Iterable[BatchRow]) -> None:
    """Rows that are new; their keys stay unknown."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for row in rows:
            copy.write_row([_value(row, name) for name in _COLUMNS])


def _value(row: BatchRow, name: str) -> object:
    value = getattr(row, name)
    return json.dumps(value, ensure_ascii=False) if name in _JSON else value
