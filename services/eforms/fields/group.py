"""A group of fields that may be repeated: children, members, residences."""

from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field, least_items
from services.eforms.fields.base import FieldType


class Group(FieldType):
    """Stored as a list of objects. Its rows are cleaned by `services.eforms.answers`."""

    name = "group"

    def typed(self, field: Field, answer: Any) -> str:
        """The rows carry the text."""
        return ""

    def display(self, field: Field, answer: Any) -> str:
        """How many rows there are; the rows themselves are read one by one."""
        return str(len(answer)) if isinstance(answer, list) else ""

    def missing(self, field: Field) -> str:
        """The sentence that asks for the first rows."""
        return _("Hãy thêm ít nhất %(count)d mục vào “%(label)s”.") % {
            "count": least_items(field),
            "label": field.label,
        }

    def too_many(self, field: Field) -> str:
        """The sentence that asks to remove rows."""
        return _("“%(label)s” có tối đa %(count)d mục. Hãy bớt đi.") % {
            "label": field.label,
            "count": field.max_items,
        }
