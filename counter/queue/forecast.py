"""How long a person will wait, as a range of minutes: an estimate, never a promise."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# Until somebody was served today.
DEFAULT_SECONDS = {"file": 600, "collect": 240, "ask": 300}
# The latest services of a line that its mean is made of; fewer than the least say nothing yet.
LATEST, LEAST = 20, 3
# Ends of the range are whole steps: "khoảng 10–15 phút" is what can be said honestly.
STEP_MINUTES = 5
LONGER = 1.25


@dataclass(frozen=True)
class Forecast:
    """Minutes, multiples of five; `low` 0 means that it may be any moment."""

    low: int
    high: int


def mean_seconds(line: str, latest: Sequence[int]) -> float:
    """The mean service time of a line: of its latest services today, else the usual one."""
    return sum(latest) / len(latest) if len(latest) >= LEAST else DEFAULT_SECONDS[line]


def forecast(
    before: Mapping[str, int], latest: Mapping[str, Sequence[int]], desks: int
) -> Forecast | None:
    """The wait of somebody with so many before them in each line, at so many staffed desks.

    None: nobody can say, because no desk is staffed. Nobody before still waits for a desk to get
    free, so the range is never empty.
    """
    if desks < 1:
        return None
    seconds = sum(
        count * mean_seconds(line, latest.get(line, ())) for line, count in before.items()
    )
    low = math.floor(seconds / desks / 60 / STEP_MINUTES) * STEP_MINUTES
    high = math.ceil(seconds * LONGER / desks / 60 / STEP_MINUTES) * STEP_MINUTES
    return Forecast(low, max(high, low + STEP_MINUTES))
