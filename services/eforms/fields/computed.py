"""A value that the portal computes from other answers. Nobody types it."""

from typing import Any

from portal.shared.money import format_vnd
from services.eforms.definition import Field
from services.eforms.fields.base import FieldType, Setting
from services.eforms.fields.numbers import grouped


class Computed(FieldType):
    """Stored as an integer. What a client sends in its place is not looked at."""

    name = "computed"
    is_given = False

    def derive(self, field: Field, setting: Setting) -> int | None:
        """By the formula, from the clean answers that stand before it."""
        assert field.formula is not None, "the definition was checked"
        return field.formula.value(setting.answer_of, setting.today)

    def typed(self, field: Field, answer: Any) -> str:
        """`1200` as `1.200`."""
        return grouped(answer) if _is_number(answer) else ""

    def display(self, field: Field, answer: Any) -> str:
        """With its unit, or as an amount."""
        if not _is_number(answer):
            return ""
        if field.is_amount:
            return format_vnd(answer)
        return f"{grouped(answer)} {field.unit}".strip()


def _is_number(answer: Any) -> bool:
    return isinstance(answer, int) and not isinstance(answer, bool)
