"""Errors as problem details (RFC 9457)."""

from django.http import JsonResponse


def problem_json(status: int, title: str, detail: str) -> JsonResponse:
    """An `application/problem+json` answer."""
    return JsonResponse(
        problem(status, title, detail),
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def problem(status: int, title: str, detail: str) -> dict[str, object]:
    """The body of such an answer, also used inside a batch's results."""
    return {"type": "about:blank", "title": title, "status": status, "detail": detail}
