"""What tesseract reads on one page: a PDF page of invisible text, as large as the picture.

A program of its own reads pictures that people brought: it gets no files, only a picture that we
have painted ourselves, and little of the machine.
"""

import os
import resource
import subprocess
from contextlib import suppress

PROGRAM = "tesseract"
_LANGUAGE = "vie"
# A page of A4 at 300 dpi takes 130 MB; what wants more is not a page.
_MOST_MEMORY = 1024 * 1024 * 1024
# Pages that are prepared, and those of the portal, come first.
_NICENESS = 10
_MOST_WORDS = 200


class NotRead(Exception):
    """Why a page has no text. `for_all`: it would be the same with every page."""

    def __init__(self, reason: str, *, for_all: bool = False) -> None:
        super().__init__(reason)
        self.for_all = for_all


def read_text(jpeg: bytes, *, dpi: int, seconds: float) -> bytes:
    """A PDF of one page with the text alone. Raises NotRead: no program, no Vietnamese, longer
    than `seconds`, more memory than a page needs, or a crash."""
    command = [
        PROGRAM, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(dpi),
        "-c", "textonly_pdf=1", "pdf",
    ]  # fmt: skip
    # One core: the pages of the portal need the other. Messages in English, for our own log.
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        process = subprocess.Popen(  # noqa: S603 - our own words, no input of people
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )  # fmt: skip
    except OSError as error:
        raise NotRead(f"{PROGRAM}: {error.strerror}", for_all=True) from error
    with process:
        _restrain(process.pid, seconds)
        try:
            text, said = process.communicate(jpeg, timeout=seconds)
        except subprocess.TimeoutExpired as error:
            raise NotRead(f"{PROGRAM}: hơn {seconds:.0f} giây") from error
        finally:
            process.kill()
    if process.returncode or not text.startswith(b"%PDF"):
        raise _failure(process.returncode, said)
    return text


def _restrain(pid: int, seconds: float) -> None:
    """Its memory, and its time on the processor: should the worker be killed, it ends as well."""
    most = int(seconds) + 1
    with suppress(OSError):  # it has ended already
        resource.prlimit(pid, resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
        resource.prlimit(pid, resource.RLIMIT_CPU, (most, most))
        resource.prlimit(pid, resource.RLIMIT_CORE, (0, 0))
        os.setpriority(os.PRIO_PROCESS, pid, _NICENESS)


def _failure(code: int, said: bytes) -> NotRead:
    words = " ".join(said.decode(errors="replace").split())[-_MOST_WORDS:]
    # Without its language it cannot read any page.
    return NotRead(f"{PROGRAM} ({code}): {words}", for_all="Failed loading language" in words)
