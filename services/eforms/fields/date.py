"""A day."""

import re
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.checks.bounds import EARLIEST, LATEST
from services.eforms.definition import TODAY, Field
from services.eforms.errors import FieldError
from services.eforms.fields.base import ScalarType, Setting

_TYPED = re.compile(r"([0-9]{1,2})(?: ?[/\-. ] ?)([0-9]{1,2})(?: ?[/\-. ] ?)([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_SHORT_YEAR = re.compile(r"[0-9]{1,2} ?[/\-. ] ?[0-9]{1,2} ?[/\-. ] ?[0-9]{2}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


class Date(ScalarType):
    """Stored as `2022-03-22`, shown and typed as `22/03/2022`."""

    name = "date"
    inputmode = "numeric"
    width = "short"

    def parse(self, field: Field, text: str, setting: Setting) -> str:
        """Reads `22/3/2022`, `22-03-2022`, `22.3.2022`, `22032022` and `2022-03-22`."""
        day = _read(text)
        earliest = _bound(field.min, setting, EARLIEST)
        latest = _bound(field.max, setting, LATEST)
        if day < earliest:
            raise FieldError(
                _("“%(label)s” phải từ ngày %(day)s trở đi.")
                % {"label": field.label, "day": _show(earliest)}
            )
        if day > latest:
            raise FieldError(_after(field, latest, setting.today))
        return day.isoformat()

    def typed(self, field: Field, answer: Any) -> str:
        """A stored day as `22/03/2022`; what is no day yet stays as typed."""
        match = _ISO.fullmatch(answer) if isinstance(answer, str) else None
        if not match:
            return super().typed(field, answer)
        year, month, day = match.groups()
        return f"{day}/{month}/{year}"


def _read(text: str) -> date:
    if iso := _ISO.fullmatch(text):
        year, month, day = iso.groups()
    elif typed := _TYPED.fullmatch(text) or _COMPACT.fullmatch(text):
        day, month, year = typed.groups()
    elif _SHORT_YEAR.fullmatch(text):
        raise FieldError(_("Nhập năm đủ bốn chữ số, ví dụ 22/03/2022."))
    else:
        raise FieldError(_("Nhập ngày theo dạng 22/03/2022."))
    try:
        return date(int(year), int(month), int(day))
    except ValueError as error:
        raise FieldError(
            _("Không có ngày %(text)s. Nhập ngày theo dạng 22/03/2022.") % {"text": text}
        ) from error


def _bound(bound: Any, setting: Setting, default: date) -> date:
    if bound == TODAY:
        return setting.today
    return date.fromisoformat(bound) if isinstance(bound, str) else default


def _after(field: Field, latest: date, today: date) -> str:
    if latest == today:
        return _("“%(label)s” không thể sau hôm nay.") % {"label": field.label}
    return _("“%(label)s” phải đến hết ngày %(day)s.") % {
        "label": field.label,
        "day": _show(latest),
    }


def _show(day: date) -> str:
    return f"{day:%d/%m/%Y}"
