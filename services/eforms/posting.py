"""What a browser posts for one section becomes raw answers. HTML names are field paths."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from services.eforms.definition import Field, Section
from services.eforms.fields import BY_NAME
from services.eforms.fields.address import COMMUNE, LINE

_ADD = re.compile(r"add__([a-z0-9_]+)")
_REMOVE = re.compile(r"remove__([a-z0-9_]+)__([0-9]{1,3})")
# Unticked boxes and unchosen circles are not posted at all: for them absence means "no answer".
_SILENT_WHEN_EMPTY = ("yes_no", "one_of")


def from_post(section: Section, data: QueryDict) -> dict[str, Any]:
    """The raw answers of the section's fields.

    Merge them over the draft's answers and `clean` the whole form. A text control that was not
    posted (its page did not have it) is left out, so that merging keeps what is stored.
    """
    raw: dict[str, Any] = {}
    for field in section.fields:
        if field.has_rows:
            raw[field.key] = _rows(field, data)
        else:
            _read(field, data, field.key, raw)
    return raw


def from_changes(section: Section, data: QueryDict, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The raw answers in an autosave, which sends only the controls that changed.

    `data` names them as `changed` (see js/autosave.js); `answers` are the draft's, because an
    address may come in halves. Merge the outcome over them and `clean` the whole form.
    """
    touched = {name.split(".")[0] for name in data.getlist("changed")}
    fields = tuple(field for field in section.fields if field.key in touched)
    raw = from_post(replace(section, fields=fields), data)
    for field in fields:
        if field.type == "address" and field.key in raw:
            raw[field.key] = _whole_address(answers.get(field.key), raw[field.key])
    return raw


def _whole_address(stored: Any, posted: Mapping[str, str | None]) -> dict[str, Any]:
    known = stored if isinstance(stored, Mapping) else {}
    return {part: known.get(part, "") if text is None else text for part, text in posted.items()}


def change_rows(section: Section, raw: dict[str, Any], data: QueryDict) -> dict[str, Any] | None:
    """The answers after the pressed button "add a row" or "remove this row"; None if neither was.

    The buttons are named `add__<group>` and `remove__<group>__<index>`.
    """
    groups = {
        field.key: field for field in section.fields if field.has_rows and not field.row_labels
    }
    for name in data:
        added, removed = _ADD.fullmatch(name), _REMOVE.fullmatch(name)
        if added and added[1] in groups:
            return raw | {added[1]: _with_row(groups[added[1]], raw.get(added[1], []))}
        if removed and removed[1] in groups:
            rows = raw.get(removed[1], [])
            return raw | {removed[1]: _without(rows, int(removed[2]))}
    return None


def _with_row(group: Field, rows: list[Any]) -> list[Any]:
    return [*rows, {}] if len(rows) < group.max_items else rows


def _without(rows: list[Any], index: int) -> list[Any]:
    return [row for position, row in enumerate(rows) if position != index]


def _rows(group: Field, data: QueryDict) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for index in sorted(_row_numbers(group, data)):
        row: dict[str, Any] = {}
        for inner in group.fields:
            _read(inner, data, f"{group.key}.{index}.{inner.key}", row)
        # A row with a name of its own stands in its place, whatever was posted of the others.
        rows += [{}] * (index - len(rows)) if group.row_labels else []
        rows.append(row)
    return rows


def _row_numbers(group: Field, data: Iterable[str]) -> set[int]:
    """Also counts a row whose only controls are silent: its marker `<group>.<index>` is posted."""
    pattern = re.compile(re.escape(group.key) + r"\.([0-9]{1,3})(?:\..+)?")
    return {int(match[1]) for name in data if (match := pattern.fullmatch(name))}


def _read(field: Field, data: QueryDict, name: str, raw: dict[str, Any]) -> None:
    if not BY_NAME[field.type].is_given:
        return
    if field.type == "several_of":
        raw[field.key] = [value for value in data.getlist(name) if value]
    elif field.type == "address":
        parts = {part: data.get(f"{name}.{part}") for part in (COMMUNE, LINE)}
        if any(text is not None for text in parts.values()):
            raw[field.key] = parts
    elif name in data:
        raw[field.key] = data.get(name)
    elif field.type in _SILENT_WHEN_EMPTY:
        raw[field.key] = ""
