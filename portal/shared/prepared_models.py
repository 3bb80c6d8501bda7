"""Querysets whose SQL is made once per process and whose rows are models (tuples: see `prepared`).

Building a queryset and compiling it costs Django several times what running it costs PostgreSQL.
Everything else stays as the queryset says: columns, joins, related objects, annotations.
"""

from collections.abc import Callable
from functools import cached_property
from itertools import chain
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, models
from django.db.models.query import get_related_populators
from django.db.transaction import TransactionManagementError

Row = TypeVar("Row", bound=models.Model)


class PreparedModels(Generic[Row]):
    """`build` makes the queryset of the values that change from call to call.

    `samples` are such values, one for each parameter of `build`, all different and like nothing
    else in the query: where they turn up among the SQL's parameters, the real ones go.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Row]], *samples: Any) -> None:
        self._build = build
        self._samples = samples

    def __call__(self, *values: Any) -> list[Row]:
        """The rows for these values, in the order of the samples."""
        plan = self._plan
        if plan.locks and connection.get_autocommit():
            # Django says so while compiling; here that happens once.
            raise TransactionManagementError("rows are locked inside a transaction only")
        parameters = [fixed if place is None else values[place] for fixed, place in plan.parameters]
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, parameters)
            return [plan.make(list(row)) for row in cursor.fetchall()]

    @cached_property
    def _plan(self) -> "_Plan":
        return _Plan(self._build(*self._samples), self._samples)


class _Plan:
    """The SQL, and how its rows become objects, as django.db.models.query.ModelIterable does."""

    def __init__(self, queryset: models.QuerySet[Any], samples: tuple[Any, ...]) -> None:
        compiler: Any = queryset.query.get_compiler(using=DEFAULT_DB_ALIAS)
        self.locks = queryset.query.select_for_update
        self.sql, parameters = compiler.as_sql()
        self.parameters = [
            (parameter, samples.index(parameter) if parameter in samples else None)
            for parameter in parameters
        ]
        if {place for _, place in self.parameters} - {None} != set(range(len(samples))):
            raise ValueError(f"not every value is a parameter of: {self.sql}")
        chosen = compiler.klass_info["select_fields"]
        self._columns = slice(chosen[0], chosen[-1] + 1)
        self._model = compiler.klass_info["model"]
        self._names = [each[0].target.attname for each in compiler.select[self._columns]]
        # The stubs describe Django 6, where a third value is asked for.
        self._related = get_related_populators(  # type: ignore[call-arg]
            compiler.klass_info, compiler.select, DEFAULT_DB_ALIAS
        )
        self._annotations = dict(compiler.annotation_col_map or {})
        expressions = [each[0] for each in compiler.select[: compiler.col_count]]
        self._converters = [
            (position, convert, expression)
            for position, (converters, expression) in compiler.get_converters(expressions).items()
            for convert in chain(converters)
        ]

    def make(self, row: list[Any]) -> Any:
        """The object of one row."""
        for position, convert, expression in self._converters:
            row[position] = convert(row[position], expression, connection)
        made = self._model.from_db(DEFAULT_DB_ALIAS, self._names, row[self._columns])
        for populator in self._related:
            populator.populate(row, made)
        for name, position in self._annotations.items():
            setattr(made, name, row[position])
        return made
