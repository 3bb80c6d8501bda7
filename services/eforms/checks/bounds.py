"""The least and the greatest answer of numbers and dates."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.findings import Findings
from services.eforms.form import NUMBERS, TODAY, Field
from services.eforms.limits import LARGEST

# No answer lies outside, so no bound does.
EARLIEST, LATEST = date(1900, 1, 1), date(2100, 12, 31)


def check_bounds(field: Field, path: str, findings: Findings) -> None:
    """`min` and `max` are of the field's type, and leave something between them."""
    usable = True
    for name in ("min", "max"):
        bound = getattr(field, name)
        if bound is not None and (text := _refusal(field.type, bound)):
            findings.add(f"{path}.{name}", text)
            usable = False
    if (
        usable
        and field.min is not None
        and field.max is not None
        and _is_upside_down(field.min, field.max, findings.today)
    ):
        words = {"least": field.min, "most": field.max}
        findings.add(f"{path}.max", _("lớn nhất (%(most)s) nhỏ hơn nhỏ nhất (%(least)s)") % words)


def _refusal(kind: str, bound: Any) -> str:
    if kind in NUMBERS:
        return "" if _is_number(bound) else _("phải là số nguyên, nhiều nhất 15 chữ số")
    if kind != "date":
        return _("chỉ dùng cho loại số, số tiền và ngày")
    if bound == TODAY or (isinstance(bound, str) and _is_day(bound)):
        return ""
    return _("phải là ngày dạng 2022-03-22 (từ năm 1900 đến 2100) hoặc “today” là hôm nay")


def _is_number(bound: Any) -> bool:
    return isinstance(bound, int) and not isinstance(bound, bool) and abs(bound) <= LARGEST


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text and _in_range(date.fromisoformat(text))
    except ValueError:
        return False


def _in_range(day: date) -> bool:
    return EARLIEST <= day <= LATEST


def _is_upside_down(least: int | str, most: int | str, today: date | None) -> bool:
    if isinstance(least, int) and isinstance(most, int):
        return least > most
    first, last = _day(least, today), _day(most, today)
    return first is not None and last is not None and first > last


def _day(bound: Any, today: date | None) -> date | None:
    """What "today" is moves on, and must not make a published form unreadable: it is only
    compared for whoever writes the form."""
    return today if bound == TODAY else date.fromisoformat(bound)
