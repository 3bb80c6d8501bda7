"""`python -m scripts.run`, what `make run` calls once everything is installed."""

import contextlib
import os
import signal
import sys
import threading

from honcho.environ import expand_processes, parse_procfile
from honcho.manager import Manager

from portal.shared.embedded_postgres import DEMO, EmbeddedPostgresError, running
from scripts.run.announce import announce_when_ready
from scripts.run.complaint import Complaint
from scripts.run.environment import CHECKOUT, embedded_is_used, environment
from scripts.run.ports import check_free
from scripts.run.prepare import prepare


def main() -> int:
    """Run the portal until Ctrl-C; 1 and one line when it cannot start."""
    os.chdir(CHECKOUT)
    try:
        check_free()
        told = environment()
        with running(DEMO) if embedded_is_used() else contextlib.nullcontext():
            prepare(told)
            _run_processes(told)
    except (Complaint, EmbeddedPostgresError) as error:
        sys.stderr.write(f"LỖI / ERROR: {error}\n")
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


def _run_processes(told: dict[str, str]) -> None:
    """Start what the Procfile lists, until SIGINT, SIGTERM or the terminal's end."""
    processes = parse_procfile((CHECKOUT / "Procfile").read_text()).processes
    if not embedded_is_used():
        processes.pop("postgres")
    manager = Manager()
    for process in expand_processes(processes, env=told):
        manager.add_process(process.name, process.cmd, env=process.env)
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    threading.Thread(target=announce_when_ready, daemon=True).start()
    manager.loop()


if __name__ == "__main__":
    sys.exit(main())
