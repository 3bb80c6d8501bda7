"""An address: a commune of the province and what stands before it."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.definition import Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import FieldType, Setting, mapping_of, scalar_text, too_long
from services.eforms.places import ELSEWHERE
from services.eforms.text import one_line

COMMUNE, LINE, FULL = "commune", "line", "text"
MAX_LENGTH = 200


class Address(FieldType):
    """Stored as `{"commune", "line", "text"}`; `text` is the whole address as it read when filed.

    Outside the province the commune is `other` and the line holds the whole address.
    """

    name = "address"
    first_part = COMMUNE

    def is_empty(self, raw: Any) -> bool:
        """Neither a commune chosen nor a line typed."""
        if not isinstance(raw, Mapping):
            return super().is_empty(raw)
        return all(super(Address, self).is_empty(raw.get(part)) for part in (COMMUNE, LINE))

    def clean(self, field: Field, raw: Any, setting: Setting) -> dict[str, str]:
        """Both parts are needed."""
        parts = mapping_of(raw)
        commune = one_line(scalar_text(parts.get(COMMUNE) or ""))
        line = one_line(scalar_text(parts.get(LINE) or ""))
        place = None if commune in ("", ELSEWHERE) else setting.places().full_name(commune)
        if place is None and commune != ELSEWHERE:
            raise FieldError(
                _("Chọn xã, phường, thị trấn ở “%(label)s”.") % {"label": field.label}, part=COMMUNE
            )
        if not line:
            raise FieldError(_missing_line(field, elsewhere=place is None), part=LINE)
        if len(line) > MAX_LENGTH:
            raise FieldError(too_long(field, line, MAX_LENGTH), part=LINE)
        return {COMMUNE: commune, LINE: line, FULL: f"{line}, {place}" if place else line}

    def keep(self, raw: Any) -> Any:
        """Both parts as far as they are texts."""
        if not isinstance(raw, Mapping):
            return None
        kept = {part: raw[part] for part in (COMMUNE, LINE) if isinstance(raw.get(part), str)}
        return {part: one_line(text) for part, text in kept.items()} or None

    def typed(self, field: Field, answer: Any) -> str:
        """The parts carry the text."""
        return ""

    def display(self, field: Field, answer: Any) -> str:
        """The whole address in one line."""
        return str(answer.get(FULL, "")) if isinstance(answer, Mapping) else ""


def _missing_line(field: Field, *, elsewhere: bool) -> str:
    if elsewhere:
        return _("Ghi đầy đủ địa chỉ, đến tên tỉnh hoặc nước, ở “%(label)s”.") % {
            "label": field.label
        }
    return _("Ghi số nhà, tên đường hoặc thôn, tổ ở “%(label)s”.") % {"label": field.label}
