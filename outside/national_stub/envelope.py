"""The envelope of what provinces send: a batch, or one message with its key in a header."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from outside.national_stub import faults
from outside.national_stub.problem import problem, problem_json

MOST = 1000
NOT_TAKEN = "Không tiếp nhận được bản tin"


class EnvelopeError(Exception):
    """The request as a whole cannot be read; `response` says why."""

    def __init__(self, response: HttpResponse) -> None:
        super().__init__()
        self.response = response


@dataclass(frozen=True)
class Outcome:
    """What became of one message; `refusal` is empty when it is there."""

    key: str
    already: bool = False
    refusal: str = ""


@dataclass(frozen=True)
class Envelope:
    """What was sent; `alone` when it is one message instead of a batch."""

    batch: list[Any]
    sent_at: datetime
    alone: bool


def read_envelope(request: HttpRequest, name: str) -> Envelope:
    """`name`: of the list, `messages` or `procedures`. Raises EnvelopeError."""
    try:
        content = json.loads(request.body)
        sent_at = _sent_at(content)
    except (ValueError, TypeError, RecursionError) as error:
        raise EnvelopeError(
            problem_json(400, "Nội dung không đọc được", "Cần một đối tượng JSON hợp lệ.")
        ) from error
    if name not in content:
        key = request.headers.get("Idempotency-Key", "")
        return Envelope([{"idempotencyKey": key, **content}], sent_at, alone=True)
    batch = content[name]
    batch = batch if isinstance(batch, list) else [batch]
    if len(batch) > MOST:
        raise EnvelopeError(
            problem_json(413, "Quá nhiều bản tin", f"Mỗi lần nhiều nhất {MOST} bản tin.")
        )
    return Envelope(batch, sent_at, alone=False)


def answer(envelope: Envelope, outcomes: list[Outcome], *, endpoint: str) -> HttpResponse:
    """The results of a batch; 201, 200 (already here) or 422 for a message alone."""
    if not envelope.alone:
        results = [_result(outcome, endpoint) for outcome in outcomes]
        if faults.strikes("silent", endpoint=endpoint):
            results = []
        return json_answer({"results": results})
    (outcome,) = outcomes
    if outcome.refusal:
        return problem_json(422, NOT_TAKEN, outcome.refusal)
    return json_answer(_result(outcome, endpoint), status=200 if outcome.already else 201)


def json_answer(content: Mapping[str, object], *, status: int = 200) -> JsonResponse:
    """JSON with its diacritics readable."""
    return JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})


def _result(outcome: Outcome, endpoint: str) -> dict[str, object]:
    if outcome.refusal:
        refusal = problem(422, NOT_TAKEN, outcome.refusal)
        return {"idempotencyKey": outcome.key, "outcome": "refused", "problem": refusal}
    if faults.strikes("odd_outcome", endpoint=endpoint):
        return {"idempotencyKey": outcome.key, "outcome": "queued"}
    return {"idempotencyKey": outcome.key, "outcome": "accepted", "already": outcome.already}


def _sent_at(content: Any) -> datetime:
    if not isinstance(content, Mapping):
        raise TypeError("not an object")
    if "sentAt" not in content:
        return timezone.now()
    moment = datetime.fromisoformat(content["sentAt"])
    if moment.tzinfo is None:
        raise ValueError("sentAt without offset")
    return moment
