"""INSERT … SELECT that copies rows of a model, with some columns of their own."""

from collections.abc import Mapping
from typing import Any

from django.db import connection, models


def copy_rows(
    model: type[models.Model], source: str, own: Mapping[str, str], parameters: Mapping[str, Any]
) -> int:
    """Insert a copy of `t` for each row of `source` (SQL after FROM; `t` is the copied row).

    `own` maps columns to SQL expressions. Returns how many there are.
    """
    columns = [str(f.column) for f in model._meta.local_fields if not f.primary_key]
    unknown = set(own) - set(columns)
    if unknown:
        raise ValueError(f"{model.__name__} has no {sorted(unknown)}")
    values = ", ".join(own.get(column, f't."{column}"') for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{model._meta.db_table}" ({names}) SELECT {values} FROM {source}',  # noqa: S608
            parameters,
        )
        return cursor.rowcount
