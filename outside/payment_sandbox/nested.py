"""Stripe's form encoding: `line_items[0][price_data][currency]=vnd`."""

import re
from collections.abc import Iterable
from typing import Any

PARTS = re.compile(r"[^\[\]]+")


def decode(pairs: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Pairs as nested dicts; what is numbered from 0 (or `[]`) becomes a list."""
    tree: dict[str, Any] = {}
    for name, value in pairs:
        parts = PARTS.findall(name)
        if name.endswith("[]"):
            parts.append(str(len(_at(tree, parts))))
        _at(tree, parts[:-1])[parts[-1]] = value
    return {name: _as_lists(value) for name, value in tree.items()}


def _at(tree: dict[str, Any], parts: list[str]) -> dict[str, Any]:
    for part in parts:
        tree = tree.setdefault(part, {})
    return tree


def _as_lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    values = {name: _as_lists(inner) for name, inner in value.items()}
    if values and all(name.isdigit() for name in values):
        return [values[name] for name in sorted(values, key=int)]
    return values
