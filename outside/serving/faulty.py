"""Slow and failing API answers."""

import time
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from outside.serving import faults
from outside.serving.database import transaction

# A test that looks at what is true is not served the faults it ordered for the portal.
OBSERVER = "X-Sandbox-Observer"
View = Callable[[HttpRequest], HttpResponse]


def slow_or_broken(get_response: View) -> View:
    """Middleware: only the API (below the setting API_PREFIX) is affected, and nothing has been
    done when it fails here."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(settings.API_PREFIX) or OBSERVER in request.headers:
            return get_response(request)
        with transaction() as connection:
            pause = faults.take(connection, "slow")
            broken = faults.take(connection, "error_500")
        time.sleep(pause or 0)
        if broken is not None:
            error = {"type": "api_error", "message": "The sandbox was told to fail."}
            return JsonResponse({"error": error}, status=500)
        return get_response(request)

    return middleware
