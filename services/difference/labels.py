"""How the fields of a form are called, so that conditions and formulas can be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from services.difference.things import things
from services.difference.values import as_json


@dataclass(frozen=True)
class Labels:
    """Labels of fields by key, and of choices by key and value."""

    fields: Mapping[str, str]
    choices: Mapping[tuple[str, str], str]

    def field(self, key: Any) -> str:
        """`“Mục đích”`; a key that no field has stands as it is."""
        return f"“{self.fields.get(key, key) if isinstance(key, str) else as_json(key)}”"

    def value(self, key: Any, value: Any) -> str:
        """`“Xin việc làm”` of a choice; else the value itself."""
        if isinstance(key, str) and isinstance(value, str):
            return f"“{self.choices.get((key, value), value)}”"
        return as_json(value)


def labels_of(*eforms: Any) -> Labels:
    """The labels in these forms; of a field that several have, those of the last."""
    fields: dict[str, str] = {}
    choices: dict[tuple[str, str], str] = {}
    for eform in eforms:
        for field in all_fields(eform):
            key = field.get("key")
            if not isinstance(key, str):
                continue
            fields[key] = str(field.get("label") or key)
            for choice in things(field.get("choices")):
                value = str(choice.get("value", ""))
                choices[key, value] = str(choice.get("label") or value)
    return Labels(fields, choices)


def sections_of(eform: Any) -> list[Mapping[str, Any]]:
    """The sections of a form's JSON, however unfinished."""
    return things(eform.get("sections")) if isinstance(eform, Mapping) else things(eform)


def all_fields(eform: Any) -> Iterator[Mapping[str, Any]]:
    """Every field, those of groups included."""
    for section in sections_of(eform):
        for field in things(section.get("fields")):
            yield field
            yield from things(field.get("fields"))
