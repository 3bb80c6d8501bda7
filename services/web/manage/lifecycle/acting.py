"""Doing something from a page, and the page again when it cannot be done."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.shared.errors import InvalidInput, NotAllowed, Refusal

UNUSABLE, FORBIDDEN, MOVED_ON = 422, 403, 409
Page = Callable[[forms.Form, int], HttpResponse]


def act(
    request: HttpRequest,
    form: forms.Form,
    deed: Callable[[], Any],
    *,
    done: str,
    then: str,
    page: Page,
) -> HttpResponse:
    """Do it and go to `then` with the news `done`; else `page(form, status)`, where what was typed
    still stands and the form says what is wrong."""
    if not form.is_valid():
        return page(form, UNUSABLE)
    try:
        deed()
    except InvalidInput as refusal:
        for field, text in refusal.errors.items():
            form.add_error(field if field in form.fields else None, text)
        return page(form, UNUSABLE)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return page(form, FORBIDDEN if isinstance(refusal, NotAllowed) else MOVED_ON)
    messages.success(request, done)
    return redirect(then)
