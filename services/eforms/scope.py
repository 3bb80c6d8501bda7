"""Which answers a condition sees: those of its own row first, then those of the whole form."""

from collections.abc import Mapping
from typing import Any

from services.eforms.definition import Field


class Scope:
    """Answers in reach. Only usable answers of shown fields are in it, so what hangs on a hidden
    field is hidden too."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def row(self, group: Field, values: Mapping[str, Any]) -> "RowScope":
        """The scope inside a row of a group."""
        return RowScope(values, frozenset(inner.key for inner in group.fields), self)

    def answer_of(self, key: str) -> Any:
        """The answer, or None."""
        return self._values.get(key)

    def shows(self, field: Field) -> bool:
        """Whether the field is shown."""
        return field.show_if is None or field.show_if.holds(self.answer_of)


class RowScope(Scope):
    """The answers of a row hide those of the form with the same key, also when not given."""

    def __init__(self, values: Mapping[str, Any], keys: frozenset[str], outer: Scope) -> None:
        super().__init__(values)
        self._keys = keys
        self._outer = outer

    def answer_of(self, key: str) -> Any:
        """The answer, or None."""
        return super().answer_of(key) if key in self._keys else self._outer.answer_of(key)
