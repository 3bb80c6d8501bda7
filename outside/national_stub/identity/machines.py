"""Addresses that machines call: they sign each request and carry no cookie."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseForbidden
from django.middleware.csrf import CsrfViewMiddleware

PREFIXES = ("/api/", "/apiVXP", "/_")


class CsrfOfPages(CsrfViewMiddleware):
    """Forms of people are protected; the signed calls of machines need no token."""

    def process_view(
        self,
        request: HttpRequest,
        callback: Callable[..., Any],
        callback_args: tuple[Any, ...],
        callback_kwargs: dict[str, Any],
    ) -> HttpResponseForbidden | None:
        """As Django's, for pages only."""
        if request.path_info.startswith(PREFIXES):
            return None
        return super().process_view(request, callback, callback_args, callback_kwargs)
