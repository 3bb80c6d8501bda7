"""A stand-in's own database: made when missing, one small pool."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

Connection = psycopg.Connection[dict[str, Any]]
_pools: dict[str, "ConnectionPool[Connection]"] = {}


def connect(url: str, schema: bytes) -> None:
    """Make database and tables where missing and open the pool. `schema`: statements that may run
    again and again. Raises psycopg.OperationalError."""
    _make_database(url)
    pool: ConnectionPool[Connection] = ConnectionPool(
        url,
        min_size=1,
        max_size=8,
        kwargs={"row_factory": dict_row},
        check=ConnectionPool.check_connection,
        open=True,
    )
    with pool.connection() as connection:
        connection.execute("SELECT pg_advisory_xact_lock(8420)")  # two may start at once
        connection.execute(schema)
    _pools["default"] = pool


def disconnect() -> None:
    """Close the pool."""
    _pools.pop("default").close()


@contextmanager
def transaction() -> Iterator[Connection]:
    """A connection in a transaction: committed at the end, rolled back on an exception."""
    with _pools["default"].connection() as connection:
        yield connection


def _make_database(url: str) -> None:
    parts = urlsplit(url)
    name = parts.path.lstrip("/")
    with psycopg.connect(
        urlunsplit(parts._replace(path="/postgres")), autocommit=True
    ) as connection:
        exists = connection.execute(
            "SELECT 1 FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
        if not exists:
            connection.execute(
                psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name))
            )
