"""Reads whose SQL is made once per process.

For a query by key or by index, Django takes longer to write the SQL and to build model instances
than the database takes to answer. The few reads that every page of a busy screen makes are
written as ordinary querysets and compiled here the first time they are needed.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

# Values that nobody ever asks for; where they stand in the parameters, the real ones go.
_MARKER_INT = -987_654_300
_MARKER_TIME = datetime(1, 1, 2, tzinfo=UTC)


class Prepared:
    """A queryset of `values_list` with named int and datetime parameters.

    `Prepared(lambda agency: Dossier.objects.filter(agency_id=agency).values_list("code"),
    agency=int)` is then called with `agency=7` and returns plain tuples, as the database gives
    them (no conversion by fields: select JSON values as text).
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Any]], **kinds: type) -> None:
        self._build = build
        self._kinds = kinds
        self._compiled: tuple[str, list[tuple[str | None, Any]]] | None = None

    def __call__(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows."""
        sql, parameters = self._compiled or self._compile()
        with connection.cursor() as cursor:
            cursor.execute(
                sql, [constant if name is None else values[name] for name, constant in parameters]
            )
            return cursor.fetchall()

    def _compile(self) -> tuple[str, list[tuple[str | None, Any]]]:
        markers = {
            name: _marker(kind, number) for number, (name, kind) in enumerate(self._kinds.items())
        }
        sql, parameters = self._build(**markers).query.sql_with_params()
        names = {marker: name for name, marker in markers.items()}
        self._compiled = (sql, [(_name(names, value), value) for value in parameters])
        return self._compiled


def _marker(kind: type, number: int) -> int | datetime:
    if kind is datetime:
        return _MARKER_TIME + timedelta(days=number)
    return _MARKER_INT - number


def _name(names: dict[int | datetime, str], value: Any) -> str | None:
    return names.get(value) if isinstance(value, int | datetime) else None
