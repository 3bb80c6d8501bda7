"""How validity and steps of drafts read."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from portal.shared import clock
from services.flow import DraftState
from services.models import Revision
from services.validity import day_words

_KINDS = {
    Revision.State.PUBLISHED: "success",
    Revision.State.SCHEDULED: "info",
    Revision.State.SUPERSEDED: "neutral",
    Revision.State.WITHDRAWN: "error",
}
_DRAFT_KINDS = {
    DraftState.DRAFT: "neutral",
    DraftState.CONSULTATION: "info",
    DraftState.APPROVAL: "warning",
    DraftState.APPROVED: "success",
}


def validity_of(revision: Revision | None) -> tuple[str, str]:
    """The state of what is or was in force, in words, and the kind of its chip."""
    if revision is None:
        return _("Chưa công bố"), "neutral"
    state = Revision.State(revision.state)
    return str(state.label), _KINDS.get(state, "neutral")


def draft_kind(state: str) -> str:
    """The kind of the chip of a draft."""
    return _DRAFT_KINDS.get(DraftState(state), "neutral")


def period_of(revision: Revision) -> str:
    """`Từ 22/03/2022 đến 31/12/2022`; the last day is the day before the end at 00:00."""
    applies = revision.in_force
    if applies is None or applies.isempty:
        return _("Chưa ngày nào")
    begin: dict[str, Any] = {"begin": day_words(applies.lower)}
    if applies.upper is None:
        return _("Từ %(begin)s") % begin
    return _("Từ %(begin)s đến trước %(end)s") % {**begin, "end": moment_words(applies.upper)}


def moment_words(moment: datetime) -> str:
    """A day; with the time where it is not midnight."""
    local = moment.astimezone(clock.PROVINCE_TIME)
    return (
        f"{local:%d/%m/%Y}" if (local.hour, local.minute) == (0, 0) else f"{local:%H:%M %d/%m/%Y}"
    )
