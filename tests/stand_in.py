"""A stand-in of outside/ as a real process, with a database that is dropped afterwards."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import requests

from tests.ports import reserved_port

CHECKOUT = Path(__file__).resolve().parent.parent
START_SECONDS = 90  # beside other tests on a busy machine


@contextmanager
def stand_in(module: str, prefix: str, environment: Mapping[str, str]) -> Iterator[str]:
    """`python -m outside.<module>` on a free port; yields its address. `prefix` is that of its
    variables, `environment` what it is told besides `<prefix>_DATABASE_URL`."""
    database = database_of(module)
    port = reserved_port()
    process = subprocess.Popen(
        [sys.executable, "-m", f"outside.{module}", "--port", str(port)],
        env={**os.environ, f"{prefix}_DATABASE_URL": database, **environment},
        cwd=CHECKOUT,
    )
    try:
        yield _when_up(process, f"http://127.0.0.1:{port}", module)
    finally:
        end(process)
        _drop(database)


def _when_up(process: subprocess.Popen[bytes], url: str, module: str) -> str:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, f"{module} did not start"
        try:
            if requests.get(f"{url}/health", timeout=START_SECONDS).ok:
                return url
        except requests.RequestException:
            pass
        time.sleep(0.05)
    raise AssertionError(f"{module} does not answer")


def end(process: subprocess.Popen[bytes]) -> None:
    """As an operator would; what does not go by itself is killed."""
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def database_of(module: str) -> str:
    """The address of that stand-in's database in this test process."""
    name = os.environ.get("MOTCUA_TEST_DATABASE", "test_motcua")
    worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{name}_{module}_{worker}"))


def _drop(database: str) -> None:
    parts = urlsplit(database)
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{parts.path[1:]}" WITH (FORCE)')
