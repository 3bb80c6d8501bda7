"""A section bound to answers and errors, as its templates need it.

section = bind(eform.sections[0], cleaned.kept, errors=cleaned.errors, places=...)
{% include "components/error_summary.html" with errors=section.errors only %}
{% include "components/eform/section.html" %}
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from services.eforms.conditions import is_blank
from services.eforms.definition import DONG, Field, Section, least_items, most_items
from services.eforms.fields import BY_NAME
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
    """The two controls of an address, each with its own error."""

    commune: str
    commune_name: str
    commune_error: str
    elsewhere: bool
    options: SafeString
    line: str
    line_error: str


@dataclass(frozen=True, slots=True)
class BoundRow:
    """A row of a group or table. `number` counts from 1; in the row that scripts copy it is
    `__i__`; it is empty for a row with a name of its own (then `item_label`)."""

    number: int | str
    item_label: str
    can_remove: bool
    name: str
    remove_name: str
    fields: tuple["BoundField", ...]


@dataclass(frozen=True, slots=True)
class BoundField:
    """A field with everything its template writes; `name` is the path, `typed` the control's text.

    `show_if` is the condition as JSON, for js/show-if.js; empty without one. Of a computed field
    `value` is the number and `shown` how it reads; of a file field `slot` holds its files.
    """

    field: Field
    id: str
    name: str
    typed: str
    error: str
    warning: str
    show_if: str
    shown: str = ""
    value: Any = None
    slot: Mapping[str, Any] | None = None
    choices: tuple[BoundChoice, ...] = ()
    address: BoundAddress | None = None
    rows: tuple[BoundRow, ...] = ()
    blank_row: BoundRow | None = None

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
    def unit(self) -> str:
        """What is counted, written after the control."""
        return DONG if self.field.type == "money" else self.field.unit

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
        """The ids of hint and warning if there, and of the error, which scripts may fill later."""
        parts = (("_helptext", self.hint), ("_warning", self.warning), ("_error", True))
        return " ".join(self.id + suffix for suffix, there in parts if there)

    @property
    def focus_id(self) -> str:
        """The id that an error summary links to: the first control to mend."""
        if self.choices:
            return self.choices[0].id
        if self.field.type == "file":
            return f"{self.id}-slot"
        if self.address:
            return f"{self.id}.{COMMUNE if self.address.commune_error else LINE}"
        return self.id

    @property
    def can_add(self) -> bool:
        """Whether a group has room for another row."""
        return len(self.rows) < most_items(self.field)

    @property
    def least_items(self) -> int:
        """How many rows a group must have."""
        return least_items(self.field)

    @property
    def add_name(self) -> str:
        """The name of the button that adds a row."""
        return f"add__{self.key}"


@dataclass(frozen=True, slots=True)
class BoundSection:
    """A section to render: `fields` in order, `errors` for the summary on top. `known` are the
    answers of other sections that conditions look at, as JSON for js/show-if.js."""

    key: str
    title: str
    intro: str
    fields: tuple[BoundField, ...]
    errors: list[dict[str, str]]
    known: str = ""


def bind(
    section: Section,
    answers: Mapping[str, Any],
    *,
    errors: Mapping[str, str] | None = None,
    warnings: Mapping[str, str] | None = None,
    places: PlacesProvider = province_places,
    slots: Mapping[str, Mapping[str, Any]] | None = None,
) -> BoundSection:
    """Bind a section to answers as a draft keeps them (`Cleaned.kept`); errors by field path.

    `slots`: of each file field what components/eform/file_slot.html needs; without it (a preview)
    the slot takes no files.
    """
    binder = _Binder(errors or {}, warnings or {}, places, slots or {})
    fields = tuple(binder.field(field, answers.get(field.key), "") for field in section.fields)
    return BoundSection(
        key=section.key,
        title=section.title,
        intro=section.intro,
        fields=fields,
        errors=[line for field in fields for line in _summary(field, "")],
        known=_known(section, answers),
    )


def computes(section: Section) -> bool:
    """Whether anything in the section is computed."""
    every = [*section.fields, *(inner for field in section.fields for inner in field.fields)]
    return any(field.type == "computed" for field in every)


def computed_of(section: Section, values: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The computed values of a section by path, with how they read: what an autosave answers."""
    found: dict[str, dict[str, Any]] = {}
    for field in section.fields:
        _add_computed(field, values.get(field.key), field.key, found)
        rows = values.get(field.key) if field.has_rows else None
        for index, row in enumerate(rows or []):
            for inner in field.fields:
                _add_computed(inner, row.get(inner.key), f"{field.key}.{index}.{inner.key}", found)
    return found


def _add_computed(field: Field, value: Any, path: str, found: dict[str, dict[str, Any]]) -> None:
    if field.type == "computed" and value is not None:
        found[path] = {"value": value, "text": BY_NAME[field.type].display(field, value)}


def _known(section: Section, answers: Mapping[str, Any]) -> str:
    own = {field.key for field in section.fields}
    every = [*section.fields, *(inner for field in section.fields for inner in field.fields)]
    wanted = {key for field in every if field.show_if for key in field.show_if.fields()} - own
    found = {key: answers[key] for key in sorted(wanted) if not is_blank(answers.get(key))}
    return json.dumps(found, ensure_ascii=False) if found else ""


class _Binder:
    def __init__(
        self,
        errors: Mapping[str, str],
        warnings: Mapping[str, str],
        places: PlacesProvider,
        slots: Mapping[str, Mapping[str, Any]],
    ) -> None:
        self.errors = errors
        self.warnings = warnings
        self.places = cache(places)
        self.slots = slots

    def field(self, field: Field, answer: Any, prefix: str) -> BoundField:
        name = prefix + field.key
        address = self._address(name, answer) if field.type == "address" else None
        kind = BY_NAME[field.type]
        return BoundField(
            field=field,
            id=f"id_{name}",
            name=name,
            typed=kind.typed(field, answer),
            error=self.errors.get(name, ""),
            warning=self.warnings.get(name, ""),
            show_if=json.dumps(field.show_if.as_json()) if field.show_if else "",
            choices=_choices(field, f"id_{name}", answer),
            address=address,
            rows=self._rows(field, answer) if field.has_rows else (),
            blank_row=self._blank_row(field),
            shown="" if kind.is_given else kind.display(field, answer),
            value=None if kind.is_given else answer,
            slot=self.slots.get(field.key) if field.type == "file" else None,
        )

    def _address(self, name: str, answer: Any) -> BoundAddress:
        parts = answer if isinstance(answer, Mapping) else {}
        commune, places = str(parts.get(COMMUNE, "")), self.places()
        return BoundAddress(
            commune=commune,
            commune_name=places.full_name(commune) or "",
            commune_error=self.errors.get(f"{name}.{COMMUNE}", ""),
            elsewhere=commune == ELSEWHERE,
            options=places.options,
            line=str(parts.get(LINE, "")),
            line_error=self.errors.get(f"{name}.{LINE}", ""),
        )

    def _blank_row(self, group: Field) -> BoundRow | None:
        if not group.has_rows or group.row_labels:
            return None
        return self._row(group, {}, "__i__", can_remove=True)

    def _rows(self, group: Field, answer: Any) -> tuple[BoundRow, ...]:
        given = answer if isinstance(answer, list) else []
        rows = [row for row in given if isinstance(row, Mapping)]
        rows += [{}] * (least_items(group) - len(rows))
        can_remove = len(rows) > least_items(group)
        return tuple(
            self._row(group, row, index, can_remove=can_remove) for index, row in enumerate(rows)
        )

    def _row(
        self, group: Field, row: Mapping[str, Any], index: int | str, *, can_remove: bool
    ) -> BoundRow:
        named = group.row_labels[index] if group.row_labels and isinstance(index, int) else ""
        number = index + 1 if isinstance(index, int) else index
        prefix = f"{group.key}.{index}."
        return BoundRow(
            number="" if named else number,
            item_label=named or group.item_label,
            can_remove=can_remove,
            name=prefix.removesuffix("."),
            remove_name=f"remove__{group.key}__{index}",
            fields=tuple(self.field(inner, row.get(inner.key), prefix) for inner in group.fields),
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
    begin = f"{where}: " if where else ""
    texts = [field.error]
    if field.address:
        texts += [field.address.commune_error, field.address.line_error]
    lines = [{"href": f"#{field.focus_id}", "text": begin + text} for text in texts if text]
    for row in field.rows:
        for inner in row.fields:
            lines += _summary(inner, f"{row.item_label} {row.number}".strip())
    return lines
