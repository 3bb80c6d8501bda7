"""Switching faults on and off: `/faults` for people, `/_faults` for tests."""

import json
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from outside.national_stub import faults
from outside.national_stub.problem import problem_json

ENDPOINT_WORDS = {
    "": "Mọi nơi",
    "states": "Nhận trạng thái hồ sơ",
    "catalogue": "Danh mục thủ tục",
    "comparison": "Đối chiếu",
    "login": "Đăng nhập (dạng có phiên)",
    "declarations": "Khai hồ sơ (dạng có phiên)",
}
MISTAKES = (faults.UnknownFaultError, TypeError, ValueError, AttributeError, OverflowError)


@require_http_methods(["GET", "POST", "DELETE"])
def switch(request: HttpRequest) -> HttpResponse:
    """POST `{"fault": kind, "times"?: n, "seconds"?: s, "dossier"?: code, "procedure"?: code,
    "status"?: 5xx, "only"?: endpoint}`; GET looks; DELETE (or `clear`) switches all off."""
    if request.method == "DELETE":
        faults.clear()
    elif request.method == "POST":
        try:
            _obey(json.loads(request.body or b"{}"))
        except MISTAKES as error:
            return problem_json(400, "Không bật được lỗi mô phỏng", str(error))
    return JsonResponse({"faults": faults.active()}, json_dumps_params={"ensure_ascii": False})


@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """What can go wrong and what is switched on; only a POST changes anything."""
    error, typed = "", request.POST
    if request.method == "POST":
        try:
            _obey({name: text for name in typed if (text := str(typed[name]).strip())})
            return redirect("faults")
        except MISTAKES as mistake:
            error = _in_words(mistake)
    context = {
        "kinds": faults.KINDS.items(),
        "endpoints": ENDPOINT_WORDS.items(),
        "active": [_shown(fault) for fault in faults.active()],
        "error": error,
        "typed": typed,
    }
    return render(request, "national_stub/faults.html", context, status=400 if error else 200)


def _obey(wanted: Mapping[str, Any]) -> None:
    kind = str(wanted.get("fault", ""))
    if kind == "clear":
        faults.clear()
        return
    times = wanted.get("times")
    seconds = str(wanted.get("seconds", faults.DEFAULT_SECONDS.get(kind, 1.0)))
    faults.add(
        faults.Fault(
            kind,
            times=None if times is None else int(str(times)),
            # As people write it here: 0,5.
            seconds=float(seconds.replace(",", ".")),
            dossier=str(wanted.get("dossier", "")),
            procedure=str(wanted.get("procedure", "")),
            status=int(str(wanted.get("status", 500))),
            only=str(wanted.get("only", "")),
        )
    )


def _in_words(mistake: Exception) -> str:
    if isinstance(mistake, faults.UnknownFaultError):
        return str(mistake)
    return "Số lần, số giây và mã lỗi phải là số."


def _shown(fault: dict[str, object]) -> dict[str, object]:
    return fault | {
        "words": faults.KINDS[str(fault["kind"])],
        "where": ENDPOINT_WORDS[str(fault["only"])],
    }
