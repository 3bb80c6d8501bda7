"""Both ends of the line as real processes: the national stub and the delivery."""

import contextlib
import os
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit, urlunsplit

import psycopg

from bench.processes import await_answer, drop, running

DATABASE = "motcua_bench_national"
SECRET = "national-demo-secret"  # noqa: S105 - the stub's and the demo's


def stub_url() -> str:
    """Where the stub answers; set by `python -m bench` before Django is."""
    return os.environ["NATIONAL_PORTAL_URL"]


def stub_database() -> str:
    """Beside the benchmark's own."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{DATABASE}"))


@contextlib.contextmanager
def stub(*, keep: bool = False) -> Iterator[None]:
    """Within the block the stub answers, with an empty database unless `keep`."""
    if not keep:
        drop(DATABASE)
    command = [
        sys.executable, "-m", "outside.national_stub", "--port", str(urlsplit(stub_url()).port),
    ]  # fmt: skip
    environment = {**os.environ, "NATIONAL_STUB_DATABASE_URL": stub_database()}
    environment.pop("DJANGO_SETTINGS_MODULE")
    with running(command, environment, "national") as process:
        await_answer(process, f"{stub_url()}/_faults")
        yield


@contextlib.contextmanager
def delivery() -> Iterator[None]:
    """Within the block the Procfile's delivery process works."""
    environment = {**os.environ, "RUNS_JOBS": "false"}
    with running([sys.executable, "manage.py", "deliver_outbox"], environment, "delivery"):
        yield


def their_states() -> int:
    """How many states the stub has taken in, counted in its database."""
    with psycopg.connect(stub_database()) as there:
        row = there.execute("SELECT count(*) FROM national_stub_statereceived").fetchone()
    assert row
    return int(row[0])


def wait_until_there(count: int, *, seconds: float) -> float:
    """Seconds until the stub has so many states. Raises TimeoutError."""
    began = time.monotonic()
    while time.monotonic() - began < seconds:
        if their_states() >= count:
            return time.monotonic() - began
        time.sleep(0.25)
    raise TimeoutError(f"{their_states():,} of {count:,} states after {seconds:.0f} s")
