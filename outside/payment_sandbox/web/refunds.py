"""The bank's word about a pending refund, from the page and from the API for tests."""

from contextlib import suppress

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)

from outside.payment_sandbox import refunding
from outside.payment_sandbox.errors import ApiError
from outside.serving.database import transaction


def page(request: HttpRequest, key: str) -> HttpResponse:
    """POST `status` (succeeded, failed) from the list of refunds, and back to it."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    with suppress(ApiError):  # somebody else was quicker: the list shows how it ended
        _end(request, key)
    return HttpResponseRedirect("/")


def api(request: HttpRequest, key: str) -> HttpResponse:
    """The same; answers the refund, or 400 or 404 with the reason."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        return JsonResponse(_end(request, key))
    except ApiError as error:
        return JsonResponse({"error": error.error}, status=error.status)


def _end(request: HttpRequest, key: str) -> refunding.Body:
    with transaction() as connection:
        return refunding.end(connection, key, request.POST.get("status", ""))
