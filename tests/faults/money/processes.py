"""Web, worker and payment sandbox as real processes that can be killed and come back."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import requests
from django.db import connection

from tests.payments.sandbox import SECRET_KEY, WEBHOOK_SECRET, PaymentSandbox
from tests.ports import reserved_ports

CHECKOUT = Path(__file__).resolve().parents[3]
BIN = Path(sys.executable).parent
START_SECONDS = 180  # beside other tests on a busy machine


class Kept:
    """A process that is started again whenever it dies."""

    def __init__(self, command: list[str], environment: dict[str, str], log: Path) -> None:
        self.command, self.environment, self.log = command, environment, log
        self.deaths = 0
        self._over = threading.Event()
        self._process = self._start()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def kill(self) -> None:
        """kill -9 of the process and all its children."""
        with_children = self._process.pid
        try:
            os.killpg(with_children, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.deaths += 1

    def end(self) -> None:
        """For good."""
        self._over.set()
        self._keeper.join()  # it may be starting the process again just now
        self.kill()
        self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            return subprocess.Popen(
                self.command,
                cwd=CHECKOUT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def _keep(self) -> None:
        while not self._over.is_set():
            if self._process.poll() is not None:
                self._process = self._start()
            time.sleep(0.05)


class Portal:
    """The three processes on free ports and the test's database."""

    def __init__(self, folder: Path) -> None:
        web, sandbox = reserved_ports(2)
        self.url = f"http://127.0.0.1:{web}"
        self.sandbox = PaymentSandbox(f"http://127.0.0.1:{sandbox}")
        self.sandbox_database = f"{connection.settings_dict['NAME']}_kill_sandbox"
        environment = {
            **os.environ,
            "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "tests.faults.money.served_settings",
            "DATABASE_URL": url_of(connection.settings_dict["NAME"]),
            "PUBLIC_URL": self.url,
            "MEDIA_ROOT": str(folder / "media"),
            "STRIPE_API_BASE": self.sandbox.url,
            "STRIPE_SECRET_KEY": SECRET_KEY,
            "STRIPE_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "NATIONAL_PAYMENT_URL": "",
            "SANDBOX_DATABASE_URL": url_of(self.sandbox_database),
            "SANDBOX_SECRET_KEY": SECRET_KEY,
            "SANDBOX_WEBHOOK_SECRET": WEBHOOK_SECRET,
            "SANDBOX_WEBHOOK_URL": f"{self.url}/payments/stripe/webhook/",
        }
        # portal.wsgi, where a test has loaded it, sets this for that process: not for the worker.
        environment.pop("RUNS_JOBS", None)
        granian = (
            f"granian --interface wsgi --no-ws --host 127.0.0.1 --port {web} --workers 2"
            " --blocking-threads 4 --backlog 2048 --log-level warning portal.wsgi:application"
        ).split()
        python = str(BIN / "python")
        self.web = Kept(granian, environment, folder / "web.log")
        self.worker = Kept([python, "manage.py", "run_worker"], environment, folder / "worker.log")
        self.payment_sandbox = Kept(
            [python, "-m", "outside.payment_sandbox", "--port", str(sandbox)],
            environment,
            folder / "sandbox.log",
        )

    @property
    def processes(self) -> tuple[Kept, ...]:
        """All three."""
        return self.web, self.worker, self.payment_sandbox

    def wait_until_up(self) -> None:
        """Until web and sandbox answer."""
        for address, process in (
            (f"{self.url}/health/ready", self.web),
            (f"{self.sandbox.url}/health", self.payment_sandbox),
        ):
            if not answers(address):
                log = process.log.read_text()[-3000:]
                raise AssertionError(
                    f"{address} does not answer after {process.deaths} deaths: {log}"
                )

    def end(self) -> None:
        """Stop everything."""
        for process in self.processes:
            process.end()


def answers(address: str) -> bool:
    """Waits for it as long as starting may take."""
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            if requests.get(address, timeout=START_SECONDS).ok:
                return True
        except requests.RequestException:
            pass
        time.sleep(0.1)
    return False


def url_of(database: str) -> str:
    """The address of a database on the tests' server."""
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{database}"))
