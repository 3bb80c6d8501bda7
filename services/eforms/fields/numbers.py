"""Whole numbers as people type them, shared by the number types."""

import re

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.limits import LARGEST

_PLAIN = re.compile(r"-?[0-9]{1,18}")
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:([., ])[0-9]{3})(?:\1[0-9]{3}){0,5}")


def whole_number(text: str) -> int | None:
    """`200000`, `200.000`, `200,000` and `200 000` are the same number; None if it is none."""
    if _PLAIN.fullmatch(text):
        return int(text)
    if _GROUPED.fullmatch(text):
        return int(re.sub(r"[., ]", "", text))
    return None


def grouped(number: int) -> str:
    """`200000` becomes `200.000`."""
    return f"{number:,}".replace(",", ".")


def check_bounds(field: Field, number: int, *, least: int | None, unit: str = "") -> int:
    """The number, if within the bounds of the field. Raises FieldError."""
    lower = field.min if isinstance(field.min, int) else least
    upper = field.max if isinstance(field.max, int) else LARGEST
    words = {"label": field.label, "unit": f" {unit}" if unit else ""}
    if lower is not None and number < lower:
        raise FieldError(
            _("“%(label)s” phải từ %(bound)s%(unit)s trở lên.") % {**words, "bound": grouped(lower)}
        )
    if number > upper:
        raise FieldError(
            _("“%(label)s” không được quá %(bound)s%(unit)s.") % {**words, "bound": grouped(upper)}
        )
    return number
