"""For whoever watches over the portal: does money heal by itself?"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from payments.queries.health import payments_health


def payments(request: HttpRequest) -> JsonResponse:
    """200 when nobody has to look, else 503 with one reason."""
    try:
        verdict = payments_health()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)
    if verdict.is_well:
        return JsonResponse({"status": "ok"})
    return JsonResponse(
        {"status": "unavailable", "reason": verdict.reason, "detail": verdict.text}, status=503
    )
