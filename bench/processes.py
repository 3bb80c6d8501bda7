"""The worker and the payment provider's stand-in, started as the Procfile does."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg
from django.db import connection

from bench.server import CHECKOUT, PATIENCE_SECONDS

SANDBOX_DATABASE = "motcua_bench_sandbox"


def sandbox_url() -> str:
    """Where the payment sandbox answers; set by `python -m bench` before Django is."""
    return os.environ["STRIPE_API_BASE"]


def sandbox_database() -> str:
    """Beside the benchmark's own."""
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{SANDBOX_DATABASE}"))


@contextlib.contextmanager
def sandbox() -> Iterator[None]:
    """Within the block the payment sandbox answers; it calls nobody, and its data is dropped."""
    drop(SANDBOX_DATABASE)
    port = str(urlsplit(sandbox_url()).port)
    command = [sys.executable, "-m", "outside.payment_sandbox", "--port", port]
    environment = {
        **os.environ,
        "SANDBOX_DATABASE_URL": sandbox_database(),
        "SANDBOX_WEBHOOK_URL": "",
    }
    with running(command, environment, "sandbox") as process:
        await_answer(process, f"{sandbox_url()}/health")
        yield
    drop(SANDBOX_DATABASE)


@contextlib.contextmanager
def worker() -> Iterator[None]:
    """Within the block jobs are done; those that were left from before are thrown away, so that
    only what the run itself causes is done beside it."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers CASCADE")
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "RUNS_JOBS": "true"}
    with running([sys.executable, "manage.py", "run_worker"], environment, "worker") as process:
        _await_worker(process)
        yield


@contextlib.contextmanager
def running(
    command: list[str], environment: dict[str, str], name: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Within the block the command runs; what it says goes to build/bench/<name>.log."""
    with (CHECKOUT / "build" / "bench" / f"{name}.log").open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=CHECKOUT, env=environment, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            process.wait(30)


def await_answer(process: subprocess.Popen[bytes], url: str) -> None:
    """Until somebody answers there. Raises RuntimeError."""
    for _ in _patience(process):
        try:
            with urllib.request.urlopen(url, timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            continue


def _await_worker(process: subprocess.Popen[bytes]) -> None:
    for _ in _patience(process):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM procrastinate_workers")
            if cursor.fetchone()[0]:
                return


def _patience(process: subprocess.Popen[bytes]) -> Iterator[None]:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end and process.poll() is None:
        yield
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} does not answer; see build/bench/*.log")


def drop(database: str) -> None:
    """Forget a database of that name on the benchmark's server."""
    server = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')
