"""`POST /api/v1/messages` (one message or a batch) and `GET /api/v1/dossiers/<code>/`."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from outside.national_stub.envelope import EnvelopeError, answer, json_answer, read_envelope
from outside.national_stub.intake.accept import take_in
from outside.national_stub.models import Dossier
from outside.national_stub.problem import problem_json
from outside.national_stub.province_calls import province_call


@require_POST
@province_call("states")
def messages(request: HttpRequest, *, sender: str) -> HttpResponse:
    """Take in a batch (`{"sentAt", "messages": [...]}`), or one message with the header
    `Idempotency-Key`; which is answered by 201, 200 (already here) or 422."""
    try:
        envelope = read_envelope(request, "messages")
    except EnvelopeError as error:
        return error.response
    outcomes = take_in(envelope.batch, sender=sender, sent_at=envelope.sent_at)
    return answer(envelope, outcomes, endpoint="states")


@require_GET
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The states of a dossier in the order they were taken in. Open to everybody; who names
    itself as a province meets the faults of the comparison."""
    if "X-Sender" in request.headers:
        return _dossier_for_province(request, code)
    return _dossier(code)


@province_call("comparison")
def _dossier_for_province(request: HttpRequest, code: str, *, sender: str) -> HttpResponse:
    return _dossier(code)


def _dossier(code: str) -> HttpResponse:
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
    return json_answer({"code": found.code, "status": found.status, "states": states})
