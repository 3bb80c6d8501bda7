"""Faults on demand, kept in the one worker's memory; a restart forgets them."""

import threading
import time
from dataclasses import dataclass

# slow waits before taking in, slow_answer between taking in and answering.
KINDS = ("down", "slow", "slow_answer", "lose_answer", "html", "refuse")


class UnknownFaultError(ValueError):
    """The text says what was wrong."""


@dataclass
class Fault:
    """`times` left (None: until cleared), `seconds` of the slow ones, `dossier` of refuse."""

    kind: str
    times: int | None = None
    seconds: float = 1.0
    dossier: str = ""


_faults: list[Fault] = []
_lock = threading.Lock()


def add(kind: str, *, times: int | None, seconds: float, dossier: str) -> None:
    """Switch a fault on. Raises UnknownFaultError."""
    if kind not in KINDS:
        raise UnknownFaultError(f"Không có lỗi mô phỏng “{kind}”; có: {', '.join(KINDS)}, clear.")
    if kind == "refuse" and not dossier:
        raise UnknownFaultError("Lỗi “refuse” cần mã hồ sơ trong “dossier”.")
    with _lock:
        _faults.append(Fault(kind, times, seconds, dossier))


def clear() -> None:
    """Switch all faults off."""
    with _lock:
        _faults.clear()


def active() -> list[dict[str, object]]:
    """What is switched on."""
    with _lock:
        return [vars(fault).copy() for fault in _faults]


def strikes(kind: str, *, dossier: str = "") -> bool:
    """Whether the fault hits now; uses it up by one."""
    return _strike(kind, dossier) is not None


def dawdle(kind: str) -> None:
    """Wait as this fault says, if it is switched on."""
    fault = _strike(kind, "")
    if fault is not None:
        time.sleep(fault.seconds)


def _strike(kind: str, dossier: str) -> Fault | None:
    with _lock:
        for fault in _faults:
            if fault.kind == kind and fault.dossier == dossier:
                if fault.times is not None:
                    fault.times -= 1
                    if fault.times <= 0:
                        _faults.remove(fault)
                return fault
    return None
