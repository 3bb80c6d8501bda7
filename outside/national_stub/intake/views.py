"""`POST /api/v1/messages` (one message or a batch) and `GET /api/v1/dossiers/<code>/`."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from outside.national_stub import faults
from outside.national_stub.intake.accept import Outcome, take_in
from outside.national_stub.intake.signature import signature_fault
from outside.national_stub.models import Dossier
from outside.national_stub.problem import problem, problem_json

MOST = 1000
NOT_TAKEN = "Không tiếp nhận được bản tin"


@require_POST
def messages(request: HttpRequest) -> HttpResponse:
    """Take in a batch (`{"sentAt", "messages": [...]}`), or one message with the header
    `Idempotency-Key`; which is answered by 201, 200 (already here) or 422."""
    if faults.strikes("down"):
        return problem_json(503, "Tạm ngừng", "Cổng quốc gia đang bảo trì.")
    faults.dawdle("slow")
    fault = _signature_fault(request)
    if fault:
        return problem_json(401, "Không xác thực được", fault)
    try:
        content = json.loads(request.body)
        sent_at = _sent_at(content)
    except (ValueError, TypeError):
        return problem_json(400, "Nội dung không đọc được", "Cần một đối tượng JSON hợp lệ.")
    batch = _batch(request, content)
    if len(batch) > MOST:
        return problem_json(413, "Quá nhiều bản tin", f"Mỗi lần nhiều nhất {MOST} bản tin.")
    sender = request.headers.get("X-Sender", "")[:10]
    outcomes = take_in(batch, sender=sender, sent_at=sent_at)
    faults.dawdle("slow_answer")
    if faults.strikes("lose_answer"):
        return problem_json(500, "Lỗi nội bộ", "Câu trả lời bị mất theo lỗi mô phỏng.")
    if faults.strikes("html"):
        return HttpResponse("<html><body>Cổng quốc gia</body></html>")
    if "messages" in content:
        return _json({"results": [_result(outcome) for outcome in outcomes]})
    return _single(outcomes[0])


@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The states of a dossier in the order they were taken in."""
    found = Dossier.objects.filter(code=code).first()
    if found is None:
        return problem_json(404, "Không có hồ sơ", f"Chưa nhận được hồ sơ {code}.")
    states = [
        {
            "status": state.status,
            "words": state.get_status_display(),
            "idempotencyKey": state.key,
            "content": state.content,
            "happenedAt": state.happened_at.isoformat(),
            "sentAt": state.sent_at.isoformat(),
            "receivedAt": state.received_at.isoformat(),
        }
        for state in found.states.all()
    ]
    return _json({"code": found.code, "status": found.status, "states": states})


def _signature_fault(request: HttpRequest) -> str:
    return signature_fault(
        secret=settings.INTAKE_SECRET,
        tolerance=settings.CLOCK_TOLERANCE_SECONDS,
        timestamp=request.headers.get("X-Timestamp", ""),
        signature=request.headers.get("X-Signature", ""),
        body=request.body,
    )


def _sent_at(content: Any) -> datetime:
    if not isinstance(content, Mapping):
        raise TypeError("not an object")
    if "sentAt" not in content:
        return timezone.now()
    moment = datetime.fromisoformat(content["sentAt"])
    if moment.tzinfo is None:
        raise ValueError("sentAt without offset")
    return moment


def _batch(request: HttpRequest, content: Mapping[str, Any]) -> list[Any]:
    if "messages" in content:
        batch = content["messages"]
        return batch if isinstance(batch, list) else [batch]
    key = request.headers.get("Idempotency-Key", "")
    return [{"idempotencyKey": key, **content}]


def _result(outcome: Outcome) -> dict[str, object]:
    if outcome.refusal:
        refusal = problem(422, NOT_TAKEN, outcome.refusal)
        return {"idempotencyKey": outcome.key, "outcome": "refused", "problem": refusal}
    return {"idempotencyKey": outcome.key, "outcome": "accepted", "already": outcome.already}


def _single(outcome: Outcome) -> HttpResponse:
    if outcome.refusal:
        return problem_json(422, NOT_TAKEN, outcome.refusal)
    return _json(_result(outcome), status=200 if outcome.already else 201)


def _json(content: Mapping[str, object], *, status: int = 200) -> JsonResponse:
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
