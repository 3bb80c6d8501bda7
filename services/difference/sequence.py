"""What was added to a list, taken out of it, and moved in it."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Matched:
    """Indexes: `kept` are pairs (old, new) in the new order; of them, those in `moved` (new
    indexes) do not stand in the longest common order."""

    kept: tuple[tuple[int, int], ...]
    removed: tuple[int, ...]
    added: tuple[int, ...]
    moved: frozenset[int]


def match(old: Sequence[Hashable], new: Sequence[Hashable]) -> Matched:
    """Matches what has the same key. A key that comes several times is matched in order."""
    was = {key: index for index, key in enumerate(numbered(old))}
    now = {key: index for index, key in enumerate(numbered(new))}
    kept = tuple((was[key], index) for key, index in now.items() if key in was)
    return Matched(
        kept=kept,
        removed=tuple(index for key, index in was.items() if key not in now),
        added=tuple(index for key, index in now.items() if key not in was),
        moved=moved(kept),
    )


def numbered(keys: Sequence[Hashable]) -> list[tuple[Hashable, int]]:
    """Each key with how many times it came before."""
    seen: Counter[Hashable] = Counter()
    found = []
    for key in keys:
        found.append((key, seen[key]))
        seen[key] += 1
    return found


def moved(kept: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The fewest new indexes that must have moved: all that the longest rising run leaves out."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for place, (old, _new) in enumerate(kept):
        at = bisect_left(tails, old)
        before.append(ends[at - 1] if at else None)
        tails[at:] = [old, *tails[at + 1 :]]
        ends[at:] = [place, *ends[at + 1 :]]
    still = set()
    step: int | None = ends[-1] if ends else None
    while step is not None:
        still.add(kept[step][1])
        step = before[step]
    return frozenset(new for _old, new in kept if new not in still)
