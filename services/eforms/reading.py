"""Answers as one tree to read: the same on the check page, the desk, in PDF and export."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.eforms.definition import EForm, Field
from services.eforms.fields import BY_NAME
from services.eforms.scope import Scope


@dataclass(frozen=True)
class ReadAnswer:
    """One question with its answer in words; empty when not answered."""

    path: str
    label: str
    text: str
    items: tuple["ReadItem", ...] = ()


@dataclass(frozen=True)
class ReadItem:
    """One row of a group, such as "Nơi cư trú 2"."""

    title: str
    answers: tuple[ReadAnswer, ...]


@dataclass(frozen=True)
class ReadSection:
    """A section with at least one shown field."""

    key: str
    title: str
    answers: tuple[ReadAnswer, ...]

    def rows(self, href: str = "") -> list[dict[str, str]]:
        """Flat rows for the component summary_list; `href` is where to change them."""
        rows = []
        for answer in self.answers:
            if not answer.items:
                rows.append({"key": answer.label, "value": answer.text, "href": href})
            for item in answer.items:
                lines = [f"{inner.label}: {inner.text}" for inner in item.answers if inner.text]
                rows.append({"key": item.title, "value": "\n".join(lines), "href": href})
        return rows


def read(eform: EForm, values: Mapping[str, Any]) -> list[ReadSection]:
    """All shown fields in order, answered or not. `values` are those of a `Cleaned`."""
    scope = Scope(values)
    sections = []
    for section in eform.sections:
        answers = tuple(
            _answer(field, values, scope, prefix="")
            for field in section.fields
            if scope.shows(field)
        )
        if answers:
            sections.append(ReadSection(section.key, section.title, answers))
    return sections


def _answer(field: Field, values: Mapping[str, Any], scope: Scope, *, prefix: str) -> ReadAnswer:
    value = values.get(field.key)
    kind = BY_NAME[field.type]
    if kind.is_empty(value):
        return ReadAnswer(prefix + field.key, field.label, "")
    if not field.has_rows:
        return ReadAnswer(prefix + field.key, field.label, kind.display(field, value))
    items = tuple(
        _item(field, row, index, scope, prefix=f"{prefix}{field.key}.{index}.")
        for index, row in enumerate(value or [])
        if row
    )
    return ReadAnswer(prefix + field.key, field.label, kind.display(field, value), items)


def _item(
    group: Field, row: Mapping[str, Any], index: int, scope: Scope, *, prefix: str
) -> ReadItem:
    inside = scope.row(group, row)
    return ReadItem(
        title=row_title(group, index),
        answers=tuple(
            _answer(inner, row, inside, prefix=prefix)
            for inner in group.fields
            if inside.shows(inner)
        ),
    )


def row_title(group: Field, index: int) -> str:
    """What a row is called: by its own name, else by the group's word for a row and its number."""
    if index < len(group.row_labels):
        return group.row_labels[index]
    return f"{group.item_label} {index + 1}"
