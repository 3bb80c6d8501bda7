"""Bars of a chart, placed on the server; `templates/components/bar_chart.html` draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 600, 120
GAP = 2


@dataclass(frozen=True)
class Bar:
    """One bar: where it stands, and what it says to the pointer. All numbers in the picture's."""

    x: int
    y: int
    width: int
    height: int
    title: str


@dataclass(frozen=True)
class Chart:
    """`highest` is the value of a full-height bar."""

    bars: Sequence[Bar]
    highest: int


def chart(values: Sequence[tuple[int, str]]) -> Chart:
    """A bar for each value with its title, all of one width. A value above 0 is always seen."""
    highest = max((value for value, _title in values), default=0)
    edges = [round(WIDTH * place / len(values)) for place in range(len(values) + 1)]
    bars = []
    for (value, title), (left, right) in zip(values, pairwise(edges), strict=True):
        height = max(2, round(HEIGHT * value / highest)) if value else 0
        bars.append(Bar(left, HEIGHT - height, right - left - GAP, height, title))
    return Chart(bars, highest)
