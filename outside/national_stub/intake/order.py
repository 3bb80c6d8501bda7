"""Which status may follow which: forwards, and backwards only out of a detour.

Statuses 5, 6 and 7 are detours: the dossier waits for the citizen and returns to where it came
from. A finished dossier (9) may be reopened (4) when the message says so and why, before its
result is handed over.
"""

from dataclasses import dataclass

from outside.national_stub.words import WORDS, Status

DETOURS = frozenset({Status.SUPPLEMENT, Status.PAYMENT, Status.WITHDRAWAL})
FINAL = frozenset({Status.REFUSED, Status.HALTED, Status.RETURNED})
# How far a dossier has come.
RANK = {
    Status.REGISTERED: 1,
    Status.RECEIVED: 2,
    Status.REFUSED: 2,
    Status.PROCESSING: 3,
    Status.DONE: 4,
    Status.HALTED: 5,
    Status.RETURNED: 5,
}
REOPEN = "reopen"


class OutOfOrderError(Exception):
    """This status cannot follow; the text says why."""


@dataclass(frozen=True)
class Place:
    """Where a dossier stands: its status (None: unknown yet) and what its detours return to."""

    status: int | None
    waits_on: tuple[int, ...] = ()


def follow(place: Place, status: int, *, event: str = "") -> Place:
    """Where the dossier stands after this status. Raises OutOfOrderError."""
    before = place.status
    if before is None:
        return Place(status)
    if before == status:
        raise OutOfOrderError(f"Hồ sơ đã ở trạng thái {_named(status)}.")
    if before in FINAL:
        raise OutOfOrderError(f"Hồ sơ đã kết thúc ở trạng thái {_named(before)}.")
    if place.waits_on and status == place.waits_on[-1]:
        return Place(status, place.waits_on[:-1])
    if status in DETOURS:
        return _detour(place, status)
    if before == Status.DONE and status == Status.PROCESSING and event == REOPEN:
        return Place(status)
    came_from = place.waits_on[0] if place.waits_on else before
    if came_from in RANK and RANK[Status(status)] <= RANK[Status(came_from)]:
        raise OutOfOrderError(f"Trạng thái lùi: từ {_named(before)} không thể về {_named(status)}.")
    return Place(status)


def _detour(place: Place, status: int) -> Place:
    if place.status == Status.DONE:
        raise OutOfOrderError(f"Hồ sơ đã xử lý xong, không thể sang {_named(status)}.")
    return Place(status, (*place.waits_on, int(place.status or 0)))


def _named(status: int) -> str:
    return f"{int(status)} “{WORDS[status]}”"
