"""Order by buttons: one place up or down."""

from collections.abc import Sequence
from typing import TypeVar

Item = TypeVar("Item")


def moved(items: Sequence[Item], item: Item, *, up: bool) -> list[Item]:
    """The items with `item` one place further up or down; unchanged at the end of the list."""
    found = list(items)
    place = found.index(item)
    other = place - 1 if up else place + 1
    if 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found
