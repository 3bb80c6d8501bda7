"""Which database the stand-in uses, and making it when it is not there."""

import os
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import conninfo, sql

NAME = "motcua_national"
WAIT_SECONDS = 30


def database_url() -> str:
    """`NATIONAL_STUB_DATABASE_URL`, else a database of its own on the server of DATABASE_URL."""
    own = os.environ.get("NATIONAL_STUB_DATABASE_URL")
    if own:
        return own
    shared = os.environ.get("DATABASE_URL")
    if shared:
        return urlunsplit(urlsplit(shared)._replace(path=f"/{NAME}"))
    sys.exit(
        "Cổng quốc gia mô phỏng chưa biết cơ sở dữ liệu: đặt biến NATIONAL_STUB_DATABASE_URL, "
        "ví dụ postgresql://postgres@127.0.0.1/motcua_national."
    )


def ensure_database(url: str) -> None:
    """Create the database when the server does not have it; waits for a server that starts."""
    name = str(conninfo.conninfo_to_dict(url)["dbname"])
    with _connect(conninfo.make_conninfo(url, dbname="postgres")) as server:
        found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if not found:
            server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _connect(info: str) -> psycopg.Connection:
    last = time.monotonic() + WAIT_SECONDS
    while True:
        try:
            return psycopg.connect(info, autocommit=True)
        except psycopg.OperationalError as error:
            if time.monotonic() > last:
                sys.exit(f"Cổng quốc gia mô phỏng không mở được cơ sở dữ liệu: {error}")
            time.sleep(0.3)
