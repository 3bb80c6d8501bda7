"""Several answers of many."""

from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import FieldType, Setting


class SeveralOf(FieldType):
    """Stored as the list of the chosen values, in the order of the form."""

    name = "several_of"

    def clean(self, field: Field, raw: Any, setting: Setting) -> list[str]:
        """Each choice must be in the list; a single value counts as a list of one."""
        chosen = raw if isinstance(raw, list) else [raw]
        known = [choice.value for choice in field.choices]
        if any(value not in known for value in chosen):
            raise FieldError(
                _("Chọn các mục có trong danh sách “%(label)s”.") % {"label": field.label}
            )
        return [value for value in known if value in chosen]

    def typed(self, field: Field, answer: Any) -> str:
        """Checkboxes carry no text."""
        return ""

    def display(self, field: Field, answer: Any) -> str:
        """The labels of the choices."""
        return "; ".join(choice.label for choice in field.choices if choice.value in answer)

    def missing(self, field: Field) -> str:
        """The sentence that asks for the answer."""
        return _("Hãy chọn ít nhất một mục ở “%(label)s”.") % {"label": field.label}
