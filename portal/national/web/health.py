"""For whoever watches over the portal: does everything reach the national portal?"""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse

from portal.national.queries.health import national_health


def national(request: HttpRequest) -> JsonResponse:
    """200 when nobody has to look, else 503 with one reason."""
    try:
        verdict = national_health()
    except DatabaseError:
        return JsonResponse({"status": "unavailable", "reason": "database"}, status=503)
    if verdict.is_well:
        return JsonResponse({"status": "ok"})
    return JsonResponse(
        {"status": "unavailable", "reason": verdict.reason, "detail": verdict.text}, status=503
    )
