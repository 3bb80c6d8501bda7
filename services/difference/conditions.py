"""Conditions and formulas of a form as sentences."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.difference.labels import Labels
from services.difference.values import as_json


def condition_in_words(data: Any, labels: Labels) -> str:
    """`“Mục đích” là “Xin việc làm” và “Số bản” lớn hơn 2`; empty of no condition."""
    return _words(data, labels, inner=False) if data not in (None, "", {}) else ""


def _words(data: Any, labels: Labels, *, inner: bool) -> str:
    if not isinstance(data, Mapping):
        return as_json(data)
    for how, between in (("all", _(" và ")), ("any", _(" hoặc "))):
        if set(data) == {how} and isinstance(data[how], list | tuple):
            text = between.join(_words(part, labels, inner=True) for part in data[how])
            return f"({text})" if inner and len(data[how]) > 1 else text
    if set(data) == {"not"}:
        return _("không phải (%(part)s)") % {"part": _words(data["not"], labels, inner=False)}
    return _compare(data, labels)


def _compare(data: Mapping[str, Any], labels: Labels) -> str:
    key, op, value = data.get("field"), data.get("op"), data.get("value")
    words = {"field": labels.field(key), "value": labels.value(key, value)}
    if op == "in" and isinstance(value, list | tuple):
        words["value"] = ", ".join(labels.value(key, each) for each in value)
    sentences = {
        "eq": _("%(field)s là %(value)s"),
        "ne": _("%(field)s không là %(value)s"),
        "in": _("%(field)s là một trong %(value)s"),
        "filled": _("%(field)s đã trả lời"),
        "empty": _("%(field)s chưa trả lời"),
        "gt": _("%(field)s lớn hơn %(value)s"),
        "lt": _("%(field)s nhỏ hơn %(value)s"),
    }
    sentence = sentences.get(op) if isinstance(op, str) else None
    return sentence % words if sentence else as_json(data)


def formula_in_words(data: Any, labels: Labels) -> str:
    """`“Số bản” × 8000`; JSON of what is no formula that we know."""
    if not isinstance(data, Mapping):
        return as_json(data)
    members = data.get("of")
    operands = [labels.field(key) for key in members] if isinstance(members, list | tuple) else []
    if data.get("constant") is not None:
        operands.append(as_json(data["constant"]))
    words = {"of": ", ".join(operands), "column": labels.field(data.get("column", ""))}
    match data.get("op"):
        case "sum":
            return " + ".join(operands)
        case "difference":
            return " − ".join(operands)
        case "product":
            return " × ".join(operands)
        case "count":
            return _("số dòng của %(of)s") % words
        case "sum_rows":
            return _("tổng cột %(column)s của %(of)s") % words
        case "age":
            return _("số tuổi tròn từ %(of)s") % words
        case _:
            return as_json(data)
