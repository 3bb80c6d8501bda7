"""Work on strangers' files in a process of its own, which is ended when it takes too long or too
much memory: a file that was made for it would otherwise hold up everybody who comes after.

Run as a program this module is that process: it does what it is told through its standard input
and answers through its standard output.
"""

import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from math import ceil
from pathlib import Path
from select import select
from threading import Lock
from typing import IO, Any, TypeVar

T = TypeVar("T")
MEGABYTE = 1024 * 1024


class TooMuch(Exception):
    """The work was ended: it took too long or too much memory, or the process fell over it."""


class Apart:
    """One process, begun with the first work and kept for the next; works wait for each other.

    `seconds`: how long one work may take, by the clock. `megabytes`: of address space.
    `processor_seconds`: how long it may keep a processor busy, up to a second more; 0: as long as
    it takes. It ends the same file on a busy machine and on an idle one.
    """

    def __init__(self, *, seconds: float, megabytes: int, processor_seconds: int = 0) -> None:
        self._seconds = seconds
        self._limits = (megabytes, processor_seconds)
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def do(self, work: Callable[..., T], *given: Any) -> T:
        """What `work(*given)` gives: a function of a module, with plain values.

        Raises TooMuch, and what the work raises.
        """
        with self._lock:
            process = self._running()
            try:
                done, answer = self._asked(process, (work, given))
            except BaseException:
                self.end()
                raise
        if done:
            return answer
        raise answer if isinstance(answer, Exception) else TooMuch

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            command = [sys.executable, "-m", "portal.shared.apart", *map(str, self._limits)]
            self._process = subprocess.Popen(  # noqa: S603 - our own words, no input of people
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                cwd=Path(__file__).parents[2],
            )
        return self._process

    def _asked(self, process: subprocess.Popen[bytes], task: object) -> tuple[bool, Any]:
        assert process.stdin is not None and process.stdout is not None, "both are pipes"
        try:
            pickle.dump(task, process.stdin)
            process.stdin.flush()
        except OSError as error:
            raise TooMuch from error
        if not select([process.stdout], [], [], self._seconds)[0]:
            raise TooMuch
        try:
            return pickle.load(process.stdout)  # noqa: S301 - of our own process
        except Exception as error:  # cut off in the middle, or an error that cannot be made again
            raise TooMuch from error

    def end(self) -> None:
        """End the process; the next work begins another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):
                pipe.close()  # type: ignore[union-attr]


def _serve(tasks: IO[bytes], answers: IO[bytes], processor_seconds: int) -> None:
    """One work after the other, until nobody is there to ask."""
    while True:
        try:
            work, given = pickle.load(tasks)  # noqa: S301 - of our own process
        except EOFError:
            return
        if processor_seconds:
            # The system counts from the beginning of the process, and ends it by itself.
            until = ceil(time.process_time()) + processor_seconds
            resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
        pickle.dump(_outcome(work, given), answers)
        answers.flush()


def _outcome(work: Callable[..., Any], given: tuple[Any, ...]) -> tuple[bool, Any]:
    try:
        return True, work(*given)
    except MemoryError:
        return False, None
    except Exception as error:
        return False, error


def _main() -> None:
    most, processor_seconds = int(sys.argv[1]) * MEGABYTE, int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Asked to leave together with who asks it, it first ends what it does: cut off, the file would
    # be taken for a bad one. It leaves when nobody is there to ask any more.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not stand among the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with suppress(BrokenPipeError):
        _serve(sys.stdin.buffer, answers, processor_seconds)


if __name__ == "__main__":
    _main()
