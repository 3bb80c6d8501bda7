"""Refuses a request that is larger than anything a page sends, before it is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

# What surrounds a file in a form: names, tokens, other fields.
ENVELOPE_BYTES = 1024 * 1024
MEGABYTE = 1024 * 1024
API = "/api/"


class BodyLimitMiddleware:
    """One file of the largest size fits; a film does not, and is not received to the end first."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 by the announced length."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        most = settings.LARGER_BODIES.get(request.path)
        limit = most or settings.ATTACHMENT_MAX_BYTES + ENVELOPE_BYTES
        if length.isdecimal() and int(length) > limit:
            return _too_large(request, (most or settings.ATTACHMENT_MAX_BYTES) // MEGABYTE)
        return self._get_response(request)


def _too_large(request: HttpRequest, most: int) -> HttpResponse:
    if request.path.startswith(API):
        return _problem(_("Nội dung gửi lớn hơn %(most)d MB.") % {"most": most})
    if request.headers.get("X-Upload"):
        words = _("Tệp lớn hơn %(most)d MB. Hãy giảm dung lượng hoặc chia thành nhiều tệp.")
        return JsonResponse({"error": words % {"most": most}}, status=413)
    return render(request, "errors/413.html", {"most": most}, status=413)


def _problem(detail: str) -> HttpResponse:
    """As the API's own errors (RFC 9457)."""
    body = {
        "type": "about:blank",
        "title": _("Nội dung quá lớn"),
        "status": 413,
        "detail": detail,
    }
    return JsonResponse(body, status=413, content_type="application/problem+json")
