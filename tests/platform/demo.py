"""Starts the demo as `make run` does, and looks at it from outside."""

import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import psutil

CHECKOUT = Path(__file__).resolve().parents[2]
NAMES = ("WEB", "NATIONAL", "SANDBOX", "PLATFORM", "TRUST", "MAIL", "MAILBOX")
READY_SECONDS = 1200  # the demo world is loaded too, beside other tests


def until(condition: Callable[[], object], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.2)


def answers(port: int, path: str = "/") -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return answer.status == 200
    except OSError:
        return False


class Demo:
    """A running demo: its ports, its output, its processes."""

    def __init__(self, environment: dict[str, str], folder: Path) -> None:
        self.environment, self.folder = environment, folder
        self.ports = {name: int(environment[f"MOTCUA_PORT_{name}"]) for name in NAMES}
        self.by_hand: list[subprocess.Popen[bytes]] = []
        self.starts = 0

    def start(self) -> None:
        """Start and wait until it says that it is ready."""
        self.starts += 1
        self.log = self.folder / f"{self.starts}.log"
        self.process = psutil.Popen(
            [sys.executable, "-m", "scripts.run"],
            cwd=CHECKOUT,
            env=self.environment,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )
        until(lambda: "Dừng lại" in self.said() or self.process.poll() is not None, READY_SECONDS)
        assert "Sẵn sàng" in self.said(), self.said()[-3000:]

    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def find(self, words: str) -> list[psutil.Process]:
        return [
            process
            for process in self.process.children(recursive=True)
            if words in " ".join(process.cmdline()) and "keep" not in " ".join(process.cmdline())
        ]

    def start_by_hand(self, name: str) -> None:
        """What `make national` and the like do in another terminal."""
        command = [sys.executable, "-m", "scripts.run.one", name]
        self.by_hand.append(subprocess.Popen(command, cwd=CHECKOUT, env=self.environment))

    def stop(self) -> int:
        """Ctrl-C; returns the exit code."""
        while self.by_hand:
            stand_in = self.by_hand.pop()
            stand_in.terminate()
            stand_in.wait(timeout=60)
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=120)
