"""`CapNhatTienDoHoSoMC`: the steps of declared dossiers, taken in as the clean form does it."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from outside.national_stub.intake.accept import take_in
from outside.national_stub.intake.fields import FieldError, read_moment
from outside.national_stub.intake.order import REOPEN
from outside.national_stub.models import StateReceived
from outside.national_stub.session_form.declare import UNKNOWN, code_of
from outside.national_stub.session_form.models import DeclaredDossier
from outside.national_stub.session_form.replies import Verdict
from outside.national_stub.words import Status

ALREADY = "Bước xử lý của hồ sơ {code} đã tồn tại."
Step = tuple[int, datetime]


@transaction.atomic
def report(steps: Sequence[Any], *, sender: str) -> list[Verdict]:
    """A verdict for each step. The declarations are locked, so of two equal steps that come at
    the same time the second one sees the first."""
    codes = {code_of(step) for step in steps}
    locked = DeclaredDossier.objects.select_for_update().filter(code__in=codes).order_by("code")
    records = {declared.code: declared.record for declared in locked}
    last = _last_steps(codes)
    refusals: dict[int, str] = {}
    messages: dict[int, dict[str, Any]] = {}
    for number, step in enumerate(steps):
        code = code_of(step)
        refusal = _known(step, last.get(code)) if code in records else UNKNOWN.format(code=code)
        if refusal:
            refusals[number] = refusal
            continue
        messages[number] = _message(step, records[code], last.get(code))
        last[code] = _step(step) or last.get(code)
    outcomes = take_in(list(messages.values()), sender=sender, sent_at=timezone.now())
    for number, outcome in zip(messages, outcomes, strict=True):
        refusals[number] = outcome.refusal
    return [(code_of(step), refusals[number]) for number, step in enumerate(steps)]


def _known(step: Mapping[str, Any], last: Step | None) -> str:
    return ALREADY.format(code=code_of(step)) if last and _step(step) == last else ""


def _last_steps(codes: set[str]) -> dict[str, Step | None]:
    states = StateReceived.objects.filter(dossier__code__in=codes)
    newest = states.order_by("dossier", "-id").distinct("dossier")
    return {
        code: (status, at)
        for code, status, at in newest.values_list("dossier__code", "status", "happened_at")
    }


def _step(step: Mapping[str, Any]) -> Step | None:
    try:
        return int(step["TrangThai"]), read_moment(step, "ThoiDiemXuLy")
    except (FieldError, KeyError, TypeError, ValueError):
        return None


def _message(step: Mapping[str, Any], record: object, last: Step | None) -> dict[str, Any]:
    """As the clean form would send it. This form names no events: a step from done back to
    processing can only be a reopening."""
    reopened = last is not None and last[0] == Status.DONE
    return {
        "idempotencyKey": f"session:{uuid.uuid4()}",
        "event": REOPEN if reopened else "",
        "dossier": record,
        "progress": step,
    }
