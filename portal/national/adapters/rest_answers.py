"""Reading the results of a batch: what is a refusal for good, and what may pass."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from portal.national.adapters.port import Answer, EndpointError
from portal.national.adapters.rest_transport import OK, Said, failure, joined, short

UNPROCESSABLE = 422
# A refusal with one of these statuses is none for good.
MAY_PASS = frozenset({401, 403, 408, 409, 423, 425, 429})


def answers(said: Said, keys: Sequence[UUID]) -> list[Answer]:
    """An answer for each key. Raises EndpointError for anything but a clean answer."""
    if said.status == UNPROCESSABLE and len(keys) == 1:
        return [Answer(keys[0], refusal=said.detail or _without_reason())]
    if said.status != OK:
        raise failure(said)
    results = _results(said.content)
    return [_answer(key, results.get(str(key)), said.clock_words) for key in keys]


def _results(content: Any) -> dict[str, Mapping[str, Any]]:
    try:
        return {str(result["idempotencyKey"]): result for result in content["results"]}
    except (KeyError, TypeError) as error:
        raise EndpointError(
            _("Cổng quốc gia trả lời thiếu kết quả của các bản tin."), may_be_the_message=True
        ) from error


def _answer(key: UUID, result: Mapping[str, Any] | None, clock_words: str) -> Answer:
    if result is None:
        return Answer(key, trouble=_("Cổng quốc gia không trả lời cho bản tin này."))
    outcome = result.get("outcome")
    if outcome == "accepted":
        return Answer(key)
    if outcome != "refused":
        return Answer(
            key,
            trouble=_("Cổng quốc gia trả lời kết quả lạ cho bản tin này: “%(outcome)s”.")
            % {"outcome": str(outcome)[:40]},
        )
    problem = result.get("problem")
    said = problem if isinstance(problem, Mapping) else {}
    reason = joined(short(said.get("detail")) or _without_reason(), clock_words)
    return Answer(key, trouble=reason) if _may_pass(said.get("status")) else Answer(key, reason)


def _may_pass(status: object) -> bool:
    return isinstance(status, int) and (status in MAY_PASS or status >= 500)


def _without_reason() -> str:
    return _("Cổng quốc gia từ chối mà không nêu lý do.")
