"""Conditions and formulas read aloud."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd
from services.building.forms import Json, Place, places_of
from services.building.operators import WITHOUT_VALUE, operator_words

Fields = Mapping[str, Json]


def fields_seen(form: Json, place: Place | None = None) -> dict[str, Json]:
    """Fields by the key under which a field at this place (or a rule outside) names them."""
    seen = {each.key: each.field for each in places_of(form) if each.inner is None}
    if place is not None and place.group is not None:
        seen |= {inner["key"]: inner for inner in place.group.get("fields") or []}
    return seen


def condition_sentence(condition: Any, fields: Fields) -> str:
    """`Mục đích là Xin việc làm và Số bản lớn hơn 2`; empty without a condition."""
    return _said(condition, fields) if condition else ""


def formula_sentence(formula: Any, fields: Fields) -> str:
    """`Số bản × 8000`; empty without a formula."""
    if not isinstance(formula, Mapping):
        return ""
    names = [_name(fields, key) for key in formula.get("of") or []]
    if formula.get("constant") is not None:
        names.append(f"{formula['constant']:,}".replace(",", "."))
    operation, first = formula.get("op"), names[0] if names else ""
    if operation == "count":
        return _("số mục của %(field)s") % {"field": first}
    if operation == "sum_rows":
        columns = fields.get((formula.get("of") or [""])[0], {}).get("fields") or []
        by_key = {column["key"]: column for column in columns}
        words = {"column": _name(by_key, formula.get("column", "")), "field": first}
        return _("tổng cột %(column)s của %(field)s") % words
    if operation == "age":
        if len(names) > 1:
            return _("số năm tròn từ %(first)s đến %(second)s") % {
                "first": first, "second": names[1]
            }  # fmt: skip
        return _("số năm tròn từ %(first)s đến hôm nay") % {"first": first}
    signs = {"sum": " + ", "difference": " − ", "product": " × "}
    return signs.get(str(operation), " ? ").join(names)


def _said(condition: Any, fields: Fields) -> str:
    if not isinstance(condition, Mapping):
        return ""
    for joint, word in (("all", _("và")), ("any", _("hoặc"))):
        if joint in condition:
            parts = [_part(part, fields) for part in condition[joint]]
            return f" {word} ".join(parts)
    if "not" in condition:
        return _("không đúng rằng (%(part)s)") % {"part": _said(condition["not"], fields)}
    return _comparison(condition, fields)


def _part(part: Any, fields: Fields) -> str:
    said = _said(part, fields)
    joined = isinstance(part, Mapping) and len(part.get("all") or part.get("any") or []) > 1
    return f"({said})" if joined else said


def _comparison(condition: Mapping[str, Any], fields: Fields) -> str:
    key, operator = condition.get("field", ""), condition.get("op", "")
    field = fields.get(key, {})
    said = f"{_name(fields, key)} {operator_words(field.get('type', ''), operator)}"
    if operator in WITHOUT_VALUE:
        return said
    value = condition.get("value")
    values = value if isinstance(value, list) else [value]
    return f"{said} {', '.join(value_words(field, each) for each in values)}"


def value_words(field: Json, value: Any) -> str:
    """An answer as it reads on the page: the label of a choice, a day, an amount."""
    kind = field.get("type")
    if kind == "yes_no":
        return _("Có") if value == "yes" else _("Không")
    for choice in field.get("choices") or []:
        if choice.get("value") == value:
            return str(choice.get("label"))
    if kind == "money" and isinstance(value, int):
        return format_vnd(value)
    if kind == "date" and isinstance(value, str):
        try:
            return f"{date.fromisoformat(value):%d/%m/%Y}"
        except ValueError:
            return value
    return str(value)


def _name(fields: Fields, key: str) -> str:
    return str(fields.get(key, {}).get("label") or key).rstrip("?").rstrip()
