"""`/_faults`: switch faults on (POST), look (GET), switch all off (DELETE or `clear`)."""

import json

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_http_methods

from outside.national_stub import faults
from outside.national_stub.problem import problem_json


@require_http_methods(["GET", "POST", "DELETE"])
def switch(request: HttpRequest) -> HttpResponse:
    """POST `{"fault": kind, "times"?: n, "seconds"?: s, "dossier"?: code}`."""
    if request.method == "DELETE":
        faults.clear()
    elif request.method == "POST":
        try:
            _switch_on(json.loads(request.body or b"{}"))
        except (faults.UnknownFaultError, TypeError, ValueError, AttributeError) as error:
            return problem_json(400, "Không bật được lỗi mô phỏng", str(error))
    return JsonResponse({"faults": faults.active()}, json_dumps_params={"ensure_ascii": False})


def _switch_on(wanted: dict[str, object]) -> None:
    kind = str(wanted.get("fault", ""))
    if kind == "clear":
        faults.clear()
        return
    times = wanted.get("times")
    faults.add(
        kind,
        times=None if times is None else int(str(times)),
        seconds=float(str(wanted.get("seconds", 1.0))),
        dossier=str(wanted.get("dossier", "")),
    )
