"""A section bound to answers and errors, as its templates need it.

section = bind(eform.sections[0], cleaned.kept, errors=cleaned.errors, places=...)
{% include "components/error_summary.html" with errors=section.errors only %}
{% include "components/eform/section.html" %}
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.eforms.definition import Field, Section
from services.eforms.fields import BY_NAME, GROUP
from services.eforms.fields.address import COMMUNE, LINE
from services.eforms.places import ELSEWHERE, PlacesProvider
from services.eforms.province_places import province_places

_AUTOCOMPLETE = {
    "profile.full_name": "name",
    "profile.birth_date": "bday",
    "profile.phone": "tel",
    "profile.email": "email",
    "profile.address": "street-address",
}


@dataclass(frozen=True, slots=True)
class BoundChoice:
    """A circle or box."""

    id: str
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class BoundAddress:
    """The two controls of an address."""

    commune: str
    commune_name: str
    line: str
    elsewhere: bool
    options: SafeString
    commune_error: bool
    line_error: bool


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row of a group."""

    number: int
    title: str
    name: str
    remove_name: str
    fields: tuple["BoundField", ...]


@dataclass(frozen=True, slots=True)
class BoundField:
    """A field with everything its template writes; `name` is the path, `typed` the control's text.

    `show_if` is the condition as JSON over HTML names, for js/show-if.js; empty without one.
    """

    field: Field
    id: str
    name: str
    typed: str
    error: str
    warning: str
    show_if: str
    choices: tuple[BoundChoice, ...] = ()
    address: BoundAddress | None = None
    rows: tuple[BoundRow, ...] = ()

    @property
    def key(self) -> str:
        """The field's key."""
        return self.field.key

    @property
    def label(self) -> str:
        """The question."""
        return self.field.label

    @property
    def hint(self) -> str:
        """Help before the control."""
        return self.field.hint

    @property
    def required(self) -> bool:
        """Whether an answer is needed."""
        return self.field.required

    @property
    def template(self) -> str:
        """The template of its type."""
        return f"components/eform/{self.field.type}.html"

    @property
    def inputmode(self) -> str:
        """Which keyboard a phone shows."""
        return BY_NAME[self.field.type].inputmode

    @property
    def width(self) -> str:
        """How wide the control is: short, medium or full."""
        return BY_NAME[self.field.type].width

    @property
    def autocomplete(self) -> str:
        """What the browser may fill in; only for the applicant's own data."""
        return _AUTOCOMPLETE.get(self.field.prefill, "off" if self.field.prefill else "")

    @property
    def describedby(self) -> str:
        """The ids of hint, warning and error that are there."""
        parts = (("_helptext", self.hint), ("_warning", self.warning), ("_error", self.error))
        return " ".join(self.id + suffix for suffix, text in parts if text)

    @property
    def focus_id(self) -> str:
        """The id that an error summary links to: the first control to mend."""
        if self.choices:
            return self.choices[0].id
        if self.address:
            return f"{self.id}-{LINE if self.address.line_error else COMMUNE}"
        return self.id

    @property
    def can_add(self) -> bool:
        """Whether a group has room for another row."""
        return len(self.rows) < self.field.max_items

    @property
    def add_name(self) -> str:
        """The name of the button that adds a row."""
        return f"add__{self.key}"


@dataclass(frozen=True, slots=True)
class BoundSection:
    """A section to render: `fields` in order, `errors` for the summary on top."""

    key: str
    title: str
    intro: str
    fields: tuple[BoundField, ...]
    errors: list[dict[str, str]]


def bind(
    section: Section,
    answers: Mapping[str, Any],
    *,
    errors: Mapping[str, str] | None = None,
    warnings: Mapping[str, str] | None = None,
    places: PlacesProvider = province_places,
) -> BoundSection:
    """Bind a section to answers as a draft keeps them (`Cleaned.kept`); errors by field path."""
    binder = _Binder(errors or {}, warnings or {}, places)
    fields = tuple(binder.field(field, answers.get(field.key), "", str) for field in section.fields)
    return BoundSection(
        key=section.key,
        title=section.title,
        intro=section.intro,
        fields=fields,
        errors=[line for field in fields for line in _summary(field, "")],
    )


class _Binder:
    def __init__(
        self, errors: Mapping[str, str], warnings: Mapping[str, str], places: PlacesProvider
    ) -> None:
        self.errors = errors
        self.warnings = warnings
        self.places = cache(places)

    def field(
        self, field: Field, answer: Any, prefix: str, rename: Callable[[str], str]
    ) -> BoundField:
        name = prefix + field.key
        html_id = "id_" + name.replace(".", "-")
        return BoundField(
            field=field,
            id=html_id,
            name=name,
            typed=BY_NAME[field.type].typed(field, answer),
            error=self._error(field, name),
            warning=self.warnings.get(name, ""),
            show_if=json.dumps(field.show_if.as_json(rename)) if field.show_if else "",
            choices=_choices(field, html_id, answer),
            address=self._address(name, answer) if field.type == "address" else None,
            rows=self._rows(field, answer) if field.type == GROUP.name else (),
        )

    def _error(self, field: Field, name: str) -> str:
        if field.type != "address":
            return self.errors.get(name, "")
        paths = (name, f"{name}.{COMMUNE}", f"{name}.{LINE}")
        return next((self.errors[path] for path in paths if path in self.errors), "")

    def _address(self, name: str, answer: Any) -> BoundAddress:
        parts = answer if isinstance(answer, Mapping) else {}
        commune, places = str(parts.get(COMMUNE, "")), self.places()
        return BoundAddress(
            commune=commune,
            commune_name=places.full_name(commune) or "",
            line=str(parts.get(LINE, "")),
            elsewhere=commune == ELSEWHERE,
            options=places.options,
            commune_error=name in self.errors or f"{name}.{COMMUNE}" in self.errors,
            line_error=f"{name}.{LINE}" in self.errors,
        )

    def _rows(self, group: Field, answer: Any) -> tuple[BoundRow, ...]:
        rows = [row for row in answer if isinstance(row, Mapping)] if answer else []
        # A group that must have rows opens with them, so that nobody has to look for the button.
        least = max(group.min_items, 1 if group.required else 0)
        rows += [{}] * (least - len(rows))
        return tuple(self._row(group, row, index) for index, row in enumerate(rows))

    def _row(self, group: Field, row: Mapping[str, Any], index: int) -> BoundRow:
        prefix = f"{group.key}.{index}."
        inside = {inner.key for inner in group.fields}

        def rename(key: str) -> str:
            return prefix + key if key in inside else key

        return BoundRow(
            number=index + 1,
            title=f"{group.item_label} {index + 1}",
            name=prefix.rstrip("."),
            remove_name=f"remove__{group.key}__{index}",
            fields=tuple(
                self.field(inner, row.get(inner.key), prefix, rename) for inner in group.fields
            ),
        )


def _choices(field: Field, html_id: str, answer: Any) -> tuple[BoundChoice, ...]:
    pairs = (
        [("yes", _("Có")), ("no", _("Không"))]
        if field.type == "yes_no"
        else [(choice.value, choice.label) for choice in field.choices]
    )
    chosen = answer if isinstance(answer, list) else [answer]
    return tuple(
        BoundChoice(f"{html_id}_{number}", value, label, value in chosen)
        for number, (value, label) in enumerate(pairs)
    )


def _summary(field: BoundField, where: str) -> list[dict[str, str]]:
    """The lines of the error summary; those of a row say which row."""
    lines = []
    if field.error:
        text = f"{where}: {field.error}" if where else field.error
        lines.append({"href": f"#{field.focus_id}", "text": text})
    for row in field.rows:
        for inner in row.fields:
            lines += _summary(inner, row.title)
    return lines
