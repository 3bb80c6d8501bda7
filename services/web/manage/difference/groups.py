"""Changes by part, for the templates."""

from collections.abc import Iterable
from dataclasses import dataclass

from services.difference import PARTS, Change


@dataclass(frozen=True)
class Group:
    """The changes of one part."""

    part: str
    title: str
    changes: list[Change]


def grouped(changes: Iterable[Change]) -> list[Group]:
    """The parts that have changes, in their order: what `manage/difference/_changes.html` takes."""
    told = list(changes)
    groups = [
        Group(part, str(title), [each for each in told if each.part == part])
        for part, title in PARTS.items()
    ]
    return [group for group in groups if group.changes]
