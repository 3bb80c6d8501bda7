"""The national stub as a real process on a free port, with a database of its own."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import psycopg
import requests
from psycopg import conninfo, sql

from tests.ports import reserved_port
from tests.stand_in import end

CHECKOUT = Path(__file__).resolve().parents[3]
SECRET = "stub-secret-of-the-tests"
START_SECONDS = 90  # beside other tests on a busy machine
ANSWER_SECONDS = 60
DOSSIER_TABLES = (
    "national_stub_dossier",
    "national_stub_statereceived",
    "national_stub_intakerefusal",
    "national_stub_daycount",
    "national_session_form_declareddossier",
)
CATALOGUE_TABLES = ("national_stub_procedure", "national_stub_procedurechange")


class NationalStub:
    """Start, stop, kill; ask for states; switch faults on.

    Its catalogue is open (it takes in dossiers of procedures that it was never told of), unless
    `strict`. `environment` holds more variables (docs/national-sync.md lists them).
    """

    def __init__(
        self,
        database_url: str,
        *,
        strict: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._strict = strict
        self._environment = dict(environment or {})
        self.port = reserved_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.secret = SECRET
        self.database_url = database_url
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it on its port and wait until it answers."""
        environment = os.environ | {
            "NATIONAL_STUB_DATABASE_URL": self.database_url,
            "NATIONAL_PORTAL_SECRET": SECRET,
            "NATIONAL_STUB_OPEN_CATALOGUE": "0" if self._strict else "1",
            **self._environment,
        }
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        self._process = subprocess.Popen(
            [sys.executable, "-m", "outside.national_stub", "--port", str(self.port)],
            cwd=CHECKOUT,
            env=environment,
        )
        last = time.monotonic() + START_SECONDS
        while time.monotonic() < last:
            try:
                requests.get(self.url + "/_faults", timeout=START_SECONDS)
                return
            except requests.RequestException:
                assert self._process.poll() is None, "the stub ended while starting"
                time.sleep(0.05)
        raise AssertionError("the stub did not start")

    def stop(self) -> None:
        """Stop it as an operator would; its data stays."""
        if self._process is None:
            return
        end(self._process)
        self._process = None

    @property
    def is_running(self) -> bool:
        """Whether it was started and not stopped."""
        return self._process is not None and self._process.poll() is None

    def states(self, code: str) -> list[int]:
        """The status codes that it has of a dossier, in the order it took them in."""
        return [state["status"] for state in self.dossier(code).get("states", [])]

    def dossier(self, code: str) -> dict[str, Any]:
        """Everything its API says about a dossier; empty when it does not know it."""
        response = requests.get(f"{self.url}/api/v1/dossiers/{code}/", timeout=ANSWER_SECONDS)
        return response.json() if response.status_code == 200 else {}

    def fault(self, kind: str, **detail: Any) -> None:
        """Switch a fault on (docs/national-sync.md lists them); times=n."""
        response = requests.post(
            self.url + "/_faults", json={"fault": kind, **detail}, timeout=ANSWER_SECONDS
        )
        assert response.status_code == 200, response.text

    def crash(self) -> None:
        """Let it die at the next delivery, after taking in and before answering.

        With a delivery under way it may die of that before it answers this very call.
        """
        with contextlib.suppress(requests.ConnectionError):
            self.fault("crash")

    def clear(self) -> None:
        """Switch all faults off."""
        requests.delete(self.url + "/_faults", timeout=ANSWER_SECONDS)

    def forget(self) -> None:
        """Empty its database: codes of dossiers begin again in each test."""
        self._empty(*DOSSIER_TABLES, *CATALOGUE_TABLES)

    def forget_dossiers(self) -> None:
        """Empty its database but for the catalogue."""
        self._empty(*DOSSIER_TABLES)

    def _empty(self, *tables: str) -> None:
        with psycopg.connect(self.database_url, autocommit=True) as database:
            database.execute(f"TRUNCATE {', '.join(tables)}")


def drop_database(url: str) -> None:
    """Remove the stub's database, whoever is still connected."""
    name = conninfo.conninfo_to_dict(url)["dbname"]
    with psycopg.connect(conninfo.make_conninfo(url, dbname="postgres"), autocommit=True) as server:
        server.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(str(name)))
        )
