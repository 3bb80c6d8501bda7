"""What the pages of results share."""

import datetime
from collections.abc import Mapping

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.utils.cache import add_never_cache_headers

from portal.accounts.roles import Role
from portal.accounts.web.access import StaffRequired
from portal.shared import clock
from portal.shared.errors import InvalidInput

UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409
# The very first and last days have no midnight in the province, or no day after them.
_FIRST, _LAST = datetime.date(2000, 1, 1), datetime.date(2100, 1, 1)


class ReturnsPage(StaffRequired):
    """A page for clerks that no browser keeps: the next client sits before the same screen."""

    roles = (Role.CLERK,)

    def dispatch(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        """The gate, then the page with its header."""
        response = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(response)
        return response


def add_errors(form: forms.Form, refusal: InvalidInput) -> None:
    """Each message beside its field, or above the form."""
    for field, text in refusal.errors.items():
        form.add_error(field if field in form.fields else None, text)


def day_of(query: Mapping[str, str]) -> datetime.date:
    """`?day=2022-03-22`; today for anything else, and for a day that no counter has seen."""
    try:
        day = datetime.date.fromisoformat(query.get("day", ""))
    except ValueError:
        return clock.today()
    return day if _FIRST <= day <= _LAST else clock.today()
