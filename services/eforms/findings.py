"""The mistakes found in a definition, in the order they were met."""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.eforms.errors import DefinitionError

# Enough to mend a form by; a hostile one is not read on for ever.
MOST = 100

_STEP = re.compile(r"(sections|fields)\[([0-9]{1,6})\]\.?")


class Findings:
    """Mistakes with their paths. With `MOST` of them the rest goes unsaid.

    `today` is the day on which the form is written; None when it is only read.
    """

    def __init__(self, data: Any, today: date | None = None) -> None:
        self.today = today
        self._data = data
        self._found: list[DefinitionError] = []

    def __iter__(self) -> Iterator[DefinitionError]:
        return iter(self._found)

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, path: str, text: str) -> None:
        """Note a mistake."""
        if len(self._found) < MOST:
            key, label = _named(self._data, path)
            self._found.append(DefinitionError(path, text, key=key, label=label))


def _named(data: Any, path: str) -> tuple[str, str]:
    """Key and label of the innermost field or section on the path, as they stand in the JSON."""
    found, position = data, 0
    while (step := _STEP.match(path, position)) and isinstance(found, Mapping):
        members, index = found.get(step[1]), int(step[2])
        if not isinstance(members, list) or index >= len(members):
            break
        found, position = members[index], step.end()
    if position == 0 or not isinstance(found, Mapping):
        return "", ""
    return _text(found.get("key")), _text(found.get("label") or found.get("title"))


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
