"""Batches in the words and colours of the screen."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd
from services.applicant_class import ApplicantClass
from services.batches.reduction_plan import rule_of
from services.models import Batch, BatchRow, Reduction, SetBy

Change, State = BatchRow.Change, Batch.State

TONES: Mapping[str, str] = {
    State.READING: "info",
    State.REFUSED: "error",
    State.PREVIEW: "info",
    State.APPROVAL: "warning",
    State.CARRYING_OUT: "info",
    State.DONE: "success",
    State.DISCARDED: "neutral",
}
CHANGE_TONES: Mapping[str, str] = {
    Change.ADDED: "success",
    Change.CHANGED: "info",
    Change.UNCHANGED: "neutral",
    Change.SKIPPED: "warning",
}


def tone(batch: Batch) -> str:
    """The colour of its state."""
    return TONES[batch.state]


def counts(batch: Batch) -> list[dict[str, Any]]:
    """A figure for each kind of change that the batch has."""
    found = ((each, batch.counts.get(each.value, 0)) for each in Change)
    return [
        {"value": each.value, "label": each.label, "count": count, "tone": CHANGE_TONES[each]}
        for each, count in found
        if count
    ]


def asked(batch: Batch) -> list[dict[str, str]]:
    """What was asked for, as rows of a summary list."""
    if batch.kind == Batch.Kind.REDUCTION:
        return [{"key": str(key), "value": value} for key, value in _rule(batch.wanted["rule"])]
    if batch.kind == Batch.Kind.TIME_CUT:
        words = _("%(percent)d%% số ngày, phần còn lại làm tròn lên")
        return [{"key": _("Giảm"), "value": words % {"percent": batch.wanted.get("percent", 0)}}]
    return [{"key": _("Mã kiểm tra tệp (SHA-256)"), "value": batch.sha256}] if batch.sha256 else []


def _rule(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    rule = rule_of(data)
    yield _("Tên miễn giảm"), rule.name
    yield _("Căn cứ pháp lý"), rule.legal_basis
    yield _("Giảm"), f"{rule.percent}%" if rule.percent else format_vnd(rule.amount_vnd or 0)
    days = f"{rule.valid_from:%d/%m/%Y} – "
    yield _("Hiệu lực"), days + (f"{rule.valid_to:%d/%m/%Y}" if rule.valid_to else _("chưa định"))
    yield _("Cách nộp"), str(Reduction.Channel(rule.channel).label)
    set_by = SetBy(rule.fees_set_by).label if rule.fees_set_by else _("Mọi khoản thu")
    yield _("Khoản thu do ai quy định"), str(set_by)
    classes = [str(ApplicantClass(each).label) for each in rule.applicant_classes]
    yield _("Đối tượng"), ", ".join(classes) or _("Mọi người")


def number(value: int) -> str:
    """`1.839`."""
    return f"{value:,}".replace(",", ".")


def place(problem: Mapping[str, Any]) -> str:
    """Where in what was sent a problem is."""
    if problem.get("file"):
        return str(problem["file"])
    return _("Dòng %(line)d") % {"line": problem["line"]}
