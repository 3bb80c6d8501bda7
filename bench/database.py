"""The benchmark's own database: made anew for each run, on a server that keeps what it confirms."""

import contextlib
import os
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from portal.shared.embedded_postgres import Place, database_url, running

NAME = "motcua_bench"
PLACE = Place("postgres-bench", (), durable=True)


@contextlib.contextmanager
def database(*, keep: bool) -> Iterator[str]:
    """The URL of an empty database, on the server of DATABASE_URL or else the embedded one.

    It is dropped afterwards unless `keep`.
    """
    given = os.environ.get("DATABASE_URL", "")
    with contextlib.nullcontext() if given else running(PLACE):
        base = given or database_url("postgres", place=PLACE)
        _drop(base)
        _execute(base, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
        try:
            yield _named(base, NAME)
        finally:
            if not keep:
                _drop(base)


def _drop(base: str) -> None:
    _execute(base, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(NAME)))


def _execute(base: str, statement: sql.Composed) -> None:
    with psycopg.connect(_named(base, "postgres"), autocommit=True) as connection:
        connection.execute(statement)


def _named(url: str, name: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
