"""Conditions put together by choosing: rows of question, comparison and answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from services.content import Json, RevisionContent
from services.editing.eform_fields import Asked, comparable_fields
from services.editing.texts import Typed
from services.eforms.fields.yes_no import NO, YES
from services.eforms.limits import LARGEST, MAX_COMPARISONS

ALL, ANY = "all", "any"
_NUMBERS = ("whole_number", "money", "computed")
_CHOSEN = ("one_of", "several_of", "yes_no")
_MAX_VALUE = 100


class Operator(models.TextChoices):
    """How an answer is compared."""

    EQUAL = "eq", gettext_lazy("bằng")
    OTHER = "ne", gettext_lazy("khác")
    MORE = "gt", gettext_lazy("lớn hơn (sau)")
    LESS = "lt", gettext_lazy("nhỏ hơn (trước)")
    FILLED = "filled", gettext_lazy("có câu trả lời")
    EMPTY = "empty", gettext_lazy("để trống")


@dataclass(frozen=True)
class Comparison:
    """A row as it was typed. `choice` reads `<question>=<answer>`, `value` is what is typed where
    there is nothing to choose from."""

    field: str
    op: str
    choice: str = ""
    value: str = ""


def condition_of(
    typed: Typed, content: RevisionContent, how: str, rows: Sequence[Comparison], prefix: str
) -> Json:
    """The condition as services.eforms.conditions reads it; {} for no rows."""
    if len(rows) > MAX_COMPARISONS:
        typed.refuse(prefix, _("Nhiều nhất %(most)d dòng.") % {"most": MAX_COMPARISONS})
        return {}
    known = {field.key: field for field in comparable_fields(content)}
    parts = [
        _compare(typed, known.get(row.field), row, f"{prefix}-{number}")
        for number, row in enumerate(rows)
    ]
    if len(parts) < 2:
        return parts[0] if parts else {}
    return {ANY if how == ANY else ALL: parts}


def rows_of(condition: Json) -> tuple[str, list[Comparison]] | None:
    """How the rows are joined, and the rows; None for a condition that rows cannot show."""
    if not condition:
        return ALL, []
    for how in (ALL, ANY):
        if set(condition) == {how}:
            rows = [_row(part) for part in condition[how]]
            return None if None in rows else (how, [row for row in rows if row])
    row = _row(condition)
    return (ALL, [row]) if row else None


def in_words(condition: Json, fields: Sequence[Asked]) -> str:
    """For example `Số bản lớn hơn 5 và Mục đích bằng Xin việc`."""
    labels = {field.key: field for field in fields}
    if set(condition) in ({ALL}, {ANY}):
        joint = _(" và ") if ALL in condition else _(" hoặc ")
        parts = condition[next(iter(condition))]
        return joint.join(in_words(part, fields) for part in parts)
    if set(condition) == {"not"}:
        return _("không phải (%(words)s)") % {"words": in_words(condition["not"], fields)}
    asked = labels.get(condition.get("field", ""))
    label = asked.label if asked else condition.get("field", "")
    op = condition.get("op", "")
    operator = Operator(op).label if op in Operator.values else _("là một trong")
    value = condition.get("value", "")
    values = value if isinstance(value, list) else [value]
    return f"{label} {operator} {', '.join(_as_read(asked, each) for each in values)}".strip()


def _as_read(asked: Asked | None, value: Any) -> str:
    if value in (YES, NO) and asked and asked.type == "yes_no":
        return _("Có") if value == YES else _("Không")
    return dict(asked.choices).get(value, str(value)) if asked else str(value)


def _row(part: Any) -> Comparison | None:
    if not isinstance(part, dict) or part.get("op") not in Operator.values:
        return None
    field, value = str(part.get("field", "")), part.get("value", "")
    return Comparison(field, part["op"], choice=f"{field}={value}", value=str(value))


def _compare(typed: Typed, asked: Asked | None, row: Comparison, place: str) -> Json:
    if asked is None:
        typed.refuse(f"{place}-field", _("Chọn câu hỏi của mẫu đơn."))
    if row.op not in Operator.values:
        typed.refuse(f"{place}-op", _("Chọn cách so sánh."))
    if asked is None or row.op not in Operator.values:
        return {}
    base: Json = {"field": asked.key, "op": row.op}
    if row.op in (Operator.FILLED, Operator.EMPTY):
        return base
    is_ordered = asked.type in (*_NUMBERS, "date")
    if row.op in (Operator.MORE, Operator.LESS) and not is_ordered:
        words = _("Chỉ so lớn hơn, nhỏ hơn với câu hỏi về số hoặc ngày.")
        typed.refuse(f"{place}-op", words)
    return base | {"value": _value(typed, asked, row, place)}


def _value(typed: Typed, asked: Asked, row: Comparison, place: str) -> Any:
    if asked.type in _CHOSEN:
        field, _equals, value = row.choice.partition("=")
        if not row.choice:
            typed.refuse(f"{place}-choice", _("Chọn câu trả lời để so sánh."))
        elif field != asked.key:
            typed.refuse(
                f"{place}-choice",
                _("Câu trả lời này thuộc câu hỏi khác. Chọn câu trả lời của “%(label)s”.")
                % {"label": asked.label},
            )
        return value
    text = typed.line(
        f"{place}-value", row.value, most=_MAX_VALUE, missing=_("Nhập giá trị để so sánh.")
    )
    if asked.type in _NUMBERS:
        return _number(typed, text, f"{place}-value")
    return _day(typed, text, f"{place}-value") if asked.type == "date" else text


def _number(typed: Typed, text: str, place: str) -> int:
    digits = text.replace(".", "").removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()) or int(digits) > LARGEST:
        typed.refuse(place, _("Nhập số nguyên bằng chữ số."))
        return 0
    return int(text.replace(".", ""))


def _day(typed: Typed, text: str, place: str) -> str:
    try:
        if text.count("/") == 2:
            day, month, year = text.split("/")
            return date(int(year), int(month), int(day)).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        typed.refuse(place, _("Nhập ngày theo dạng 22/03/2022."))
        return text
