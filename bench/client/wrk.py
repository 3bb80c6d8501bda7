"""Runs wrk and reads what its script says."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

SCRIPTS = Path(__file__).parent
THREADS = 2
TOKEN = "b" * 32  # a valid CSRF secret: cookie and token are compared with each other


class Failed(Exception):
    """A run that answered anything but what was expected: no figure is reported."""


@dataclass(frozen=True)
class Run:
    """What one run of the client measured. A journey counts as one request."""

    requests: int
    seconds: float
    p50_ms: float
    p95_ms: float

    @property
    def per_second(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds


def send_plan(
    address: str, plan: Path, *, seconds: int, connections: int, status: int, once: bool
) -> Run:
    """Send the lines of `plan` (see plan.lua). Raises Failed for any unexpected answer."""
    how = "once" if once else "loop"
    return _wrk(
        address, "plan.lua", plan, seconds, THREADS, connections, arguments=(how, str(status))
    )


def send_journeys(address: str, plan: Path, *, seconds: int, connections: int) -> Run:
    """Walk the journeys of `plan` (see journey.lua), each on a connection of its own."""
    return _wrk(
        address, "journey.lua", plan, seconds, connections, connections, arguments=("-", "-")
    )


def _wrk(
    address: str,
    script: str,
    plan: Path,
    seconds: int,
    threads: int,
    connections: int,
    *,
    arguments: tuple[str, str],
) -> Run:
    whole = plan.parent / script
    whole.write_text(f'TOKEN = "{TOKEN}"\n' + (SCRIPTS / script).read_text())
    command = [
        "wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
        "-s", str(whole), address, "--", str(plan), *arguments, str(threads),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    line = next((x for x in done.stdout.splitlines() if x.startswith("RESULT ")), None)
    if line is None:
        raise Failed(f"wrk said nothing about {plan.name}: {done.stderr or done.stdout}")
    told = json.loads(line.removeprefix("RESULT "))
    if told["bad"] or not told["requests"]:
        raise Failed(f"{plan.name}: {told['bad']} wrong answers ({told['example']}) of {told}")
    return Run(told["requests"], told["seconds"], told["p50_ms"], told["p95_ms"])
