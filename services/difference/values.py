"""How single values read in a sentence."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from portal.shared.money import format_vnd

Show = Callable[[Any], str]
LISTED = 12


def is_empty(value: Any) -> bool:
    """Whether it says nothing. `0` and `False` say something."""
    return value is None or value in ("", [], {}, ())


def quoted(value: Any) -> str:
    """A text between quotation marks; nothing of nothing, JSON of what is no text."""
    if is_empty(value):
        return ""
    return f"“{value}”" if isinstance(value, str) else as_json(value)


def plain(value: Any) -> str:
    """A number or word as it is."""
    return "" if is_empty(value) else value if isinstance(value, str) else as_json(value)


def whole(value: Any) -> str:
    """A text that stands alone, not within a sentence."""
    return plain(value)


def as_json(value: Any) -> str:
    """What has no words of its own."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def money(value: Any) -> str:
    """`200.000 đ`."""
    return format_vnd(value) if isinstance(value, int) and value is not True else plain(value)


def day(value: Any) -> str:
    """`22/03/2022` of an ISO day; anything else as it is."""
    try:
        return date.fromisoformat(value).strftime("%d/%m/%Y")
    except (TypeError, ValueError):
        return plain(value)


def one_of(labels: Mapping[Any, Any]) -> Show:
    """The label of a coded value."""

    def show(value: Any) -> str:
        known = isinstance(value, str | int) and value in labels
        return f"“{labels[value]}”" if known and not is_empty(value) else quoted(value)

    return show


def listed(labels: Mapping[Any, Any]) -> Show:
    """The labels of coded values, joined."""
    each = one_of(labels)

    def show(value: Any) -> str:
        if not isinstance(value, Sequence) or isinstance(value, str):
            return quoted(value)
        return ", ".join(each(member) for member in value)

    return show


def beginning(text: str) -> str:
    """The text as a sentence begins."""
    return text[:1].upper() + text[1:]
