"""What was typed on the sheet of a field becomes its JSON, and back.

What may stand in a form is said by the engine alone (`services.eforms.definition.check`); here
only what cannot even be written down is refused.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.errors import InvalidInput
from portal.shared.folding import fold
from services.building.forms import Json
from services.building.keys import key_from
from services.building.patterns import BY_NAME, OWN, PRESETS, preset_of
from services.eforms.fields.numbers import grouped, whole_number
from services.eforms.form import BY_AGE, NUMBERS, TODAY

_DAY = re.compile(r"([0-9]{1,2}) ?[/\-. ] ?([0-9]{1,2}) ?[/\-. ] ?([0-9]{4})")
# Kept when the type changes; all else belongs to the type.
_OF_EVERY_TYPE = ("show_if",)


def field_json(
    kind: str, typed: Mapping[str, Any], choices: Sequence[Mapping[str, str]], stored: Json
) -> Json:
    """The field as typed on a sheet of the type `kind`. `stored`: as it was, of the same type or
    another one; empty for a new one. What the sheet does not show stays. Raises InvalidInput."""
    kept = dict(stored) if stored.get("type") == kind else _kept_across_types(stored)
    field: Json = {"key": typed["key"], "type": kind, "label": " ".join(typed["label"].split())}
    errors: dict[str, str] = {}
    values = _plain(typed) | _bounds(kind, typed, errors) | _pattern(typed)
    if "operation" in typed:
        values["formula"] = _formula(typed)
    if "row_labels" in typed:
        lines = [line.strip() for line in typed["row_labels"].splitlines()]
        values["row_labels"] = [line for line in lines if line]
    if kind in ("one_of", "several_of"):
        values["choices"] = choices_json(choices)
    if "by_age" in typed:
        values["applicant_class"] = BY_AGE if typed["by_age"] else ""
    if errors:
        raise InvalidInput(errors)
    field |= {name: value for name, value in (kept | values).items() if name not in field}
    return {name: value for name, value in field.items() if _says_something(name, value)}


def choices_json(choices: Sequence[Mapping[str, str]]) -> list[Json]:
    """Choices with values: an old one keeps its own, a new one gets it from its label."""
    taken = {choice["value"] for choice in choices if choice.get("value")}
    found = []
    for choice in choices:
        value = choice.get("value") or ""
        if not value:
            value = key_from(choice["label"], taken, fallback="lua_chon")
            taken.add(value)
        one = {"value": value, "label": " ".join(choice["label"].split())}
        if choice.get("applicant_class"):
            one["applicant_class"] = choice["applicant_class"]
        found.append(one)
    return found


def sheet_values(field: Json) -> dict[str, Any]:
    """The field as its sheet shows it."""
    formula = field.get("formula") or {}
    of = list(formula.get("of") or [])
    if formula.get("column"):
        of = [f"{of[0]}.{formula['column']}"]
    values = {name: value for name, value in field.items() if not isinstance(value, list | dict)}
    return values | {
        "min": bound_text(field.get("type", ""), field.get("min")),
        "max": bound_text(field.get("type", ""), field.get("max")),
        "pattern_preset": preset_of(field.get("pattern", "")),
        "by_age": field.get("applicant_class") == BY_AGE,
        "row_labels": "\n".join(field.get("row_labels") or []),
        "operation": formula.get("op", ""),
        "constant": formula.get("constant"),
        **{f"of_{number}": key for number, key in enumerate(of, start=1)},
    }


def bound_text(kind: str, bound: Any) -> str:
    """A bound as people type it."""
    if bound is None:
        return ""
    if bound == TODAY:
        return _("hôm nay")
    if kind == "date":
        try:
            return f"{date.fromisoformat(str(bound)):%d/%m/%Y}"
        except ValueError:
            return str(bound)
    return grouped(bound) if isinstance(bound, int) else str(bound)


def bound_value(kind: str, text: str) -> int | str:
    """A typed bound as it is stored. Raises ValueError with words."""
    if kind in NUMBERS:
        number = whole_number(text)
        if number is None:
            raise ValueError(_("Nhập số nguyên, ví dụ 1 hoặc 1.000."))
        return number
    if fold(text) in (TODAY, "hom nay"):
        return TODAY
    match = _DAY.fullmatch(text)
    try:
        day, month, year = (int(part) for part in (match.groups() if match else ()))
        return date(year, month, day).isoformat()
    except ValueError as error:
        words = _("Nhập một ngày có thật dạng 22/03/2022, hoặc gõ: hôm nay.")
        raise ValueError(words) from error


def _kept_across_types(stored: Json) -> Json:
    return {name: stored[name] for name in _OF_EVERY_TYPE if name in stored}


_PLAIN = (
    "required", "hint", "unit", "max_length", "prefill", "same_sex_as", "same_birth_as",
    "applicant_class", "max_files", "max_megabytes", "item_label", "min_items", "max_items",
)  # fmt: skip


def _plain(typed: Mapping[str, Any]) -> Json:
    return {name: typed[name] for name in _PLAIN if name in typed}


def _bounds(kind: str, typed: Mapping[str, Any], errors: dict[str, str]) -> Json:
    found: Json = {}
    for name in ("min", "max"):
        if name not in typed:
            continue
        text = typed[name].strip()
        try:
            found[name] = bound_value(kind, text) if text else None
        except ValueError as error:
            errors[name] = str(error)
    return found


def _pattern(typed: Mapping[str, Any]) -> Json:
    if "pattern_preset" not in typed:
        return {}
    preset = BY_NAME.get(typed["pattern_preset"])
    if preset is not None:
        own_words = typed["pattern_message"]
        if own_words in ("", *(each.message for each in PRESETS)):
            own_words = preset.message
        return {"pattern": preset.pattern, "pattern_message": own_words}
    if typed["pattern_preset"] == OWN:
        return {"pattern": typed["pattern"], "pattern_message": typed["pattern_message"]}
    return {"pattern": "", "pattern_message": ""}


def _formula(typed: Mapping[str, Any]) -> Json:
    operands = [typed[f"of_{number}"] for number in range(1, 6) if typed.get(f"of_{number}")]
    formula: Json = {"op": typed["operation"], "of": operands}
    if typed["operation"] == "sum_rows" and operands:
        rows, _dot, column = operands[0].partition(".")
        formula = {"op": "sum_rows", "of": [rows, *operands[1:]], "column": column}
    if typed.get("constant") is not None:
        formula["constant"] = typed["constant"]
    return formula


def _says_something(name: str, value: Any) -> bool:
    if name in ("key", "type", "label"):
        return True
    if value is False or value is None or value == "" or value == []:
        return False
    return not (name == "min_items" and value == 0)
