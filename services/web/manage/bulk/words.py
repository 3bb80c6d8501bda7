"""Batches in the words and colours of the screen."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from services.models import Batch, BatchRow

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


def number(value: int) -> str:
    """`1.839`."""
    return f"{value:,}".replace(",", ".")


def place(problem: Mapping[str, Any]) -> str:
    """Where in what was sent a problem is."""
    if problem.get("file"):
        return str(problem["file"])
    return _("Dòng %(line)d") % {"line": problem["line"]}
