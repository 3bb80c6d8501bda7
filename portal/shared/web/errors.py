"""Pages for what goes wrong, in plain words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is missing or old: nothing was done, the person can try again."""
    return render(request, "errors/403_csrf.html", status=403)
