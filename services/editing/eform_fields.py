"""The questions of a draft's e-form, for other parts that refer to them.

A form that is being written may have mistakes; what can be read of it is offered all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.content import RevisionContent

_NUMBERS = ("whole_number", "computed")
_WITH_ROWS = ("group", "table")
_COMPARABLE = (
    "text", "whole_number", "money", "date", "yes_no", "one_of", "several_of", "computed",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question: its key, type and label, and its choices as (value, label)."""

    key: str
    type: str
    label: str
    choices: tuple[tuple[str, str], ...] = ()


def askable_fields(content: RevisionContent) -> list[Asked]:
    """Every question that has one answer or files (not the repeated ones)."""
    return [asked for asked in _fields(content.eform) if asked.type not in _WITH_ROWS]


def countable_fields(content: RevisionContent) -> list[Asked]:
    """Questions answered by a whole number: what a fee may count."""
    return [asked for asked in _fields(content.eform) if asked.type in _NUMBERS]


def comparable_fields(content: RevisionContent) -> list[Asked]:
    """Questions whose answers a condition may compare."""
    return [asked for asked in _fields(content.eform) if asked.type in _COMPARABLE]


def _fields(eform: Any) -> Iterator[Asked]:
    for section in _members(eform, "sections"):
        for field in _members(section, "fields"):
            if isinstance(field.get("key"), str) and isinstance(field.get("type"), str):
                label = field.get("label")
                yield Asked(
                    key=field["key"],
                    type=field["type"],
                    label=label if isinstance(label, str) and label else field["key"],
                    choices=tuple(_choices(field)),
                )


def _choices(field: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for choice in _members(field, "choices"):
        value, label = choice.get("value"), choice.get("label")
        if isinstance(value, str):
            yield value, label if isinstance(label, str) else value


def _members(data: Any, name: str) -> Iterator[dict[str, Any]]:
    found = data.get(name) if isinstance(data, dict) else None
    if isinstance(found, list):
        yield from (each for each in found if isinstance(each, dict))
