"""One answer of many."""

from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import FieldType, Setting


class OneOf(FieldType):
    """Stored as the value of the choice."""

    name = "one_of"

    def clean(self, field: Field, raw: Any, setting: Setting) -> str:
        """The choice must be in the list."""
        for choice in field.choices:
            if choice.value == raw:
                return choice.value
        raise FieldError(_("Chọn một mục có trong danh sách “%(label)s”.") % {"label": field.label})

    def display(self, field: Field, answer: Any) -> str:
        """The label of the choice."""
        return next((c.label for c in field.choices if c.value == answer), "")

    def missing(self, field: Field) -> str:
        """The sentence that asks for the answer."""
        return _("Hãy chọn một mục ở “%(label)s”.") % {"label": field.label}
