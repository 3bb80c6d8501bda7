"""Agencies to choose from."""

from collections import defaultdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.agencies.models import Agency
from portal.shared import clock

CHOOSE = _("Chọn cơ quan")


class AgencyField(forms.TypedChoiceField):
    """An agency that is not closed, under its level; the value is its key. `is_empty` are the
    words of the first line."""

    default_error_messages = {
        "required": _("Chọn cơ quan."),
        "invalid_choice": _("Cơ quan này không còn trong danh sách. Hãy chọn lại."),
    }

    def __init__(self, *, empty: Any = CHOOSE, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Cơ quan"))
        super().__init__(
            coerce=int, empty_value=None, choices=lambda: agency_choices(empty), **kwargs
        )


def agency_choices(empty: Any) -> list[tuple[Any, Any]]:
    """The blank line, then code and name under each level; those of a coming day say so."""
    grouped: dict[str, list[tuple[int, str]]] = defaultdict(list)
    today = clock.today()
    rows = Agency.objects.filter(closed_on=None).order_by("code")
    for pk, code, name, level, opens in rows.values_list(
        "pk", "code", "name", "level", "opened_on"
    ):
        waits = f" ({opens:%d/%m/%Y})" if opens and opens > today else ""
        grouped[level].append((pk, f"{name} · {code}{waits}"))
    levels = [(level, level.label) for level in Agency.Level if grouped[level]]
    return [("", empty), *((label, grouped[level]) for level, label in levels)]
