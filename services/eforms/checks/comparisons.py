"""Whether a comparison can ever say anything about the field it looks at."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.conditions import Compare
from services.eforms.form import WITH_CHOICES, Field

_ORDERED = ("whole_number", "money", "computed", "date")
# Their answers are lists or objects: one can only ask whether there is one.
_WHOLE = ("group", "table", "file", "address")


@dataclass(frozen=True)
class Refusal:
    """Why not, and whether it is the value (or the operator) that is wrong."""

    text: str
    of_value: bool


def refusal_of(compare: Compare, field: Field) -> Refusal | None:
    """None for a comparison that makes sense, or of a field whose type is not known yet."""
    if compare.op in ("filled", "empty"):
        return None
    words = {"label": field.label, "type": field.type}
    if field.type in _WHOLE:
        text = _("“%(label)s” (loại %(type)s) chỉ so được bằng filled, empty") % words
        return Refusal(text, of_value=False)
    if compare.op in ("gt", "lt") and field.type not in _ORDERED:
        text = _("“%(label)s” không phải số hay ngày nên không so lớn hơn, nhỏ hơn được") % words
        return Refusal(text, of_value=False)
    values = compare.value if compare.op == "in" else (compare.value,)
    for value in values:
        if text := _refusal_of_value(value, field):
            return Refusal(text, of_value=True)
    return None


def _refusal_of_value(value: Any, field: Field) -> str:
    words = {"label": field.label, "value": value}
    if field.type in WITH_CHOICES:
        if value not in {choice.value for choice in field.choices}:
            return _("“%(value)s” không có trong các lựa chọn của “%(label)s”") % words
    elif field.type == "yes_no":
        if value not in ("yes", "no"):
            return _("“%(label)s” chỉ trả lời yes hoặc no") % words
    elif field.is_number:
        if not isinstance(value, int):
            return _("“%(label)s” là số nên phải so với một số") % words
    elif field.type == "date":
        if not _is_day(value):
            return _("“%(label)s” là ngày nên phải so với một ngày dạng 2022-03-22") % words
    elif not isinstance(value, str):
        return _("“%(label)s” là chữ nên phải so với chữ") % words
    return ""


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
