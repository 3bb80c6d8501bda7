"""What every call of a province passes: faults on demand, and the proof of who sends it."""

import os
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.idp.oidc.models import Token
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.http import http_date

from outside.national_stub import faults
from outside.national_stub.intake.signature import signature_fault
from outside.national_stub.problem import problem_json

SCOPE = "sync"
BEARER = "Bearer "
ELSEWHERE = "https://cong-khac.example"
HUGE_BYTES = 12 * 1024 * 1024
View = Callable[..., HttpResponse]


def province_call(endpoint: str) -> Callable[[View], View]:
    """Decorates a view of the API; it gets the `sender`. `endpoint` as faults name them."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            clock = faults.take("wrong_clock", endpoint=endpoint)
            now = time.time() + (clock.seconds if clock else 0.0)
            response = _before(endpoint) or _proof_fault(request, now)
            if response is None:
                sender = request.headers.get("X-Sender", "")[:10]
                response = _after(endpoint, view(request, *args, sender=sender, **kwargs))
            response["Date"] = http_date(now)
            return response

        return answer

    return decorate


def with_faults(endpoint: str, view: View) -> View:
    """The view with the faults alone, for calls that prove who sends them in another way."""

    @wraps(view)
    def answer(request: HttpRequest) -> HttpResponse:
        return _before(endpoint) or _after(endpoint, view(request))

    return answer


def _before(endpoint: str) -> HttpResponse | None:
    """The faults that take nothing in."""
    if faults.strikes("down", endpoint=endpoint):
        return problem_json(503, "Tạm ngừng", "Cổng quốc gia đang bảo trì.")
    error = faults.take("error", endpoint=endpoint)
    if error is not None:
        return problem_json(error.status, "Lỗi nội bộ", "Lỗi mô phỏng.")
    faults.dawdle("slow", endpoint=endpoint)
    if faults.strikes("redirect", endpoint=endpoint):
        return HttpResponse(status=307, headers={"Location": f"{ELSEWHERE}/api/"})
    return None


def _proof_fault(request: HttpRequest, now: float) -> HttpResponse | None:
    """401 unless the request is signed, or carries an access token of the scope `sync`."""
    proof = request.headers.get("Authorization", "")
    if proof.startswith(BEARER):
        token = Token.objects.lookup(Token.Type.ACCESS_TOKEN, proof.removeprefix(BEARER))
        fault = "" if token and SCOPE in token.get_scopes() else "Thẻ truy cập không còn hiệu lực."
    else:
        get = request.method == "GET"
        fault = signature_fault(
            secret=settings.INTAKE_SECRET,
            tolerance=settings.CLOCK_TOLERANCE_SECONDS,
            timestamp=request.headers.get("X-Timestamp", ""),
            signature=request.headers.get("X-Signature", ""),
            body=request.get_full_path().encode() if get else request.body,
            now=now,
        )
    return problem_json(401, "Không xác thực được", fault) if fault else None


def _after(endpoint: str, response: HttpResponse) -> HttpResponse:
    """The faults after everything was taken in and committed."""
    faults.dawdle("slow_answer", endpoint=endpoint)
    if faults.strikes("crash", endpoint=endpoint):
        os._exit(1)
    if faults.strikes("lose_answer", endpoint=endpoint):
        return problem_json(500, "Lỗi nội bộ", "Câu trả lời bị mất theo lỗi mô phỏng.")
    if faults.strikes("html", endpoint=endpoint):
        return HttpResponse("<html><body>Cổng quốc gia</body></html>")
    if faults.strikes("malformed", endpoint=endpoint):
        return _json_text(response.content[: len(response.content) // 2])
    if faults.strikes("empty", endpoint=endpoint):
        return _json_text(b"")
    if faults.strikes("huge", endpoint=endpoint):
        return _json_text(b"[" + b" " * HUGE_BYTES + b"]")
    return response


def _json_text(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type="application/json")
