"""A whole number: of copies, of pages, of people."""

from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting
from services.eforms.fields.numbers import check_bounds, grouped, whole_number


class WholeNumber(ScalarType):
    """Stored as an integer."""

    name = "whole_number"
    inputmode = "numeric"
    width = "short"

    def parse(self, field: Field, text: str, setting: Setting) -> int:
        """Thousands may be separated by dots, commas or spaces."""
        number = whole_number(text)
        if number is None:
            raise FieldError(_("“%(label)s” phải là số nguyên, ví dụ 2.") % {"label": field.label})
        return check_bounds(field, number, least=None, unit=field.unit)

    def typed(self, field: Field, answer: Any) -> str:
        """`1200` as `1.200`; what is no number yet stays as typed."""
        return grouped(answer) if isinstance(answer, int) else super().typed(field, answer)

    def display(self, field: Field, answer: Any) -> str:
        """With its unit."""
        return f"{self.typed(field, answer)} {field.unit}".strip()
