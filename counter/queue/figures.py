"""The figures of a day at the counter. Every rate carries what it was divided by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Rate:
    """`numerator` of `denominator`; no percentage of nothing."""

    numerator: int
    denominator: int

    @property
    def percent(self) -> float | None:
        """With one decimal."""
        if not self.denominator:
            return None
        return round(100 * self.numerator / self.denominator, 1)


@dataclass(frozen=True)
class Mean:
    """A mean of seconds over `count` tickets."""

    seconds: float | None
    count: int


@dataclass(frozen=True)
class DayFigures:
    """`taken` is the sum of served, no_show, left and unfinished."""

    day: date
    taken: int
    served: Rate
    no_show: Rate
    left: Rate
    unfinished: int
    wait: Mean
    longest_wait_seconds: float | None
    service: Mean
    over_limit: Rate
    explained: Rate


def day_figures(day: date, counted: Mapping[str, int], times: Mapping[str, float]) -> DayFigures:
    """Of what the database counted: `counted` has taken, done, no_show, left, called (at least
    once), timed (served, and known how long), over (of these, 15 minutes or more at a desk), owed
    (explanations), given; `times` has wait, longest_wait, service in seconds, where known."""
    taken, done = counted["taken"], counted["done"]
    finished = done + counted["no_show"] + counted["left"]
    return DayFigures(
        day=day,
        taken=taken,
        served=Rate(done, taken),
        no_show=Rate(counted["no_show"], taken),
        left=Rate(counted["left"], taken),
        unfinished=taken - finished,
        wait=Mean(times.get("wait"), counted["called"]),
        longest_wait_seconds=times.get("longest_wait"),
        service=Mean(times.get("service"), counted["timed"]),
        over_limit=Rate(counted["over"], counted["timed"]),
        explained=Rate(counted["given"], counted["owed"]),
    )
