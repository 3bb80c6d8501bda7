"""The web server, started by the Procfile's own line on another port."""

import contextlib
import os
import shlex
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
from honcho.environ import parse_procfile

CHECKOUT = Path(__file__).resolve().parents[1]
PORTAL = "portal.wsgi:application"
KEEPER = "exec scripts/keep always "
PATIENCE_SECONDS = 60
MIB = 1024 * 1024


@dataclass
class Server:
    """A running server; `address` without a path."""

    address: str
    process: subprocess.Popen[bytes]

    def memory_mib(self) -> list[float]:
        """The proportional share (PSS) of each worker, in MiB."""
        workers = psutil.Process(self.process.pid).children(recursive=True)
        shares = [worker.memory_full_info().pss / MIB for worker in workers if _is_worker(worker)]
        return sorted(shares, reverse=True)


def command_line(port: int, application: str = PORTAL) -> list[str]:
    """The Procfile's web process without its keeper."""
    line = parse_procfile((CHECKOUT / "Procfile").read_text()).processes["web"]
    line = line.removeprefix(KEEPER).replace("$MOTCUA_PORT_WEB", str(port))
    return shlex.split(line.replace(PORTAL, application))


@contextlib.contextmanager
def serving(port: int, application: str = PORTAL) -> Iterator[Server]:
    """Within the block the portal answers on `port`."""
    log_path = CHECKOUT / "build" / "bench" / "server.log"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "PATH": f"{CHECKOUT / '.venv' / 'bin'}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    environment.pop("RUNS_JOBS", None)  # portal.wsgi decides, as in life
    with log_path.open("ab") as log:
        process = subprocess.Popen(  # noqa: S603 - the Procfile's own line
            command_line(port, application), cwd=CHECKOUT, env=environment, stdout=log, stderr=log
        )
        try:
            server = Server(f"http://127.0.0.1:{port}", process)
            _await(server)
            yield server
        finally:
            process.terminate()
            process.wait(30)


def _await(server: Server) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if server.process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.address}/_bench/floor/", timeout=5):  # noqa: S310
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the web server does not answer; see build/bench/server.log")


def _is_worker(process: psutil.Process) -> bool:
    """A worker, not multiprocessing's tracker of resources."""
    return "resource_tracker" not in " ".join(process.cmdline())
