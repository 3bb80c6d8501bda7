"""No address holds a NUL: PostgreSQL takes none, and no person types one."""

from collections.abc import Callable

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse


def without_nul(typed: str) -> str:
    """What somebody typed, or a scanner sent, as the database can keep it."""
    return typed.replace("\0", "")


class NulMiddleware:
    """Answers 400 before any view passes it on to the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at path and query string."""
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL")
        return self.get_response(request)
