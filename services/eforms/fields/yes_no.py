"""A question answered by yes or no."""

from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.fields.base import FieldType, Setting, wrong_shape

YES, NO = "yes", "no"


class YesNo(FieldType):
    """Stored as `yes` or `no`, the same words that conditions and HTML use."""

    name = "yes_no"

    def clean(self, field: Field, raw: Any, setting: Setting) -> str:
        """Also takes true and false, which the API may send."""
        answer = {True: YES, False: NO}.get(raw) if isinstance(raw, bool) else raw
        if answer not in (YES, NO):
            raise wrong_shape()
        return str(answer)

    def display(self, field: Field, answer: Any) -> str:
        """Có or Không."""
        return _("Có") if answer == YES else _("Không")

    def missing(self, field: Field) -> str:
        """The sentence that asks for the answer."""
        return _("Hãy chọn Có hoặc Không ở “%(label)s”.") % {"label": field.label}
