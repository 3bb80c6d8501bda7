"""`make national` and the like: start one stand-in that was stopped, as `make run` started it."""

import os
import sys

from honcho.environ import parse_procfile

from scripts.run.complaint import Complaint
from scripts.run.environment import CHECKOUT, environment


def main(name: str) -> None:
    """Become the process `name` of the Procfile."""
    os.chdir(CHECKOUT)
    processes = parse_procfile((CHECKOUT / "Procfile").read_text()).processes
    command = processes[name].removeprefix("exec scripts/keep once ")
    os.execve("/bin/sh", ["sh", "-c", f"exec {command}"], environment())  # noqa: S606


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Complaint as error:
        sys.exit(f"LỖI / ERROR: {error}")
