"""The kernel of every transition: lock, check who may, move, write history, publish, log.

Order of locks everywhere: the dossier's row, then payments' rows, then the code counter, then the
action log (last, because its lock makes the chain total).
"""

from functools import cache
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_fsm import can_proceed

from dossiers.clock.deadline import answer_due, resumed
from dossiers.clock.provincial import provincial_calendar
from dossiers.events import StateChanged
from dossiers.models import Dossier, HistoryEntry
from dossiers.policy import is_related, may
from dossiers.states import DETOURS, RUNNING, State
from portal.accounts.actor import Actor
from portal.shared import clock, events
from portal.shared.action_log.record import record
from portal.shared.errors import NotAllowed, StalePage
from portal.shared.prepared_models import PreparedModels

# Everything but what filing freezes (answers, applicant, quote, revision, code).
WORKING_FIELDS = (
    "state", "came_from", "fee_vnd", "paid_at", "outcome", "saved_at", "received_at", "due_at",
    "remaining_minutes", "completed_at", "returned_at", "holder", "held_since",
    "awaiting_decision", "awaiting_signature", "version",
)  # fmt: skip

MOVED_ON = gettext_lazy(
    "Hồ sơ này đã được chuyển bước. Hãy tải lại trang để xem tình trạng mới nhất."
)


# What a dossier is locked by, with values that none has.
_LOOKUPS = {
    "key": UUID(int=1), "code": "no such code", "pk": -987_654_351, "state": "no such state",
}  # fmt: skip


@cache
def _locked_by(names: tuple[str, ...]) -> PreparedModels[Dossier]:
    """Compiled once: to write the forty columns for each transition took Django 0.5 ms."""

    def build(*values: object) -> QuerySet[Dossier]:
        lookup = dict(zip(names, values, strict=True))
        return Dossier.objects.select_for_update().filter(**lookup)

    return PreparedModels(build, *(_LOOKUPS[name] for name in names))


def lock(actor: Actor, event: str, *, seen_version: int | None = None, **lookup: object) -> Dossier:
    """The dossier, its row locked, after checking who may do `event` and that the page is fresh.

    Raises Http404 for a dossier that is not the actor's, NotAllowed for a wrong role, StalePage
    when the dossier has moved on since the page was made or `event` cannot follow its state.
    """
    # No joins: planning them costs more than the rest of the query, and what binds a dossier is
    # remembered by services.binding. At most one row matches: every lookup is by a unique key.
    found = next(iter(_locked_by(tuple(lookup))(*lookup.values())), None)
    if found is None or not is_related(actor, found):
        raise Http404
    if not may(actor, event, found):
        raise NotAllowed(_("Vai trò của bạn không được làm việc này với hồ sơ."))
    if seen_version is not None and seen_version != found.version:
        raise StalePage(str(MOVED_ON))
    return found


def move(dossier: Dossier, event: str, *, actor: Actor, reason: str = "") -> HistoryEntry:
    """Make the transition on a locked dossier and save what was set on it (filing: all of it).

    Raises StalePage, with nothing changed, when `event` cannot follow the present state.
    """
    history = step(dossier, event, actor=actor, reason=reason)
    history.save(force_insert=True)
    dossier.save(update_fields=WORKING_FIELDS)
    tell(dossier, history, actor)
    return history


def step(dossier: Dossier, event: str, *, actor: Actor, reason: str = "") -> HistoryEntry:
    """Make the transition in memory; the caller saves dossier and history, then calls `tell`."""
    transition = getattr(dossier, event)
    if not can_proceed(transition):
        raise StalePage(str(MOVED_ON))
    before = dossier.state
    transition()
    _keep_track_of_detours(dossier, before)
    dossier.version += 1
    dossier.saved_at = clock.now()
    return _history(dossier, event, actor=actor, from_state=before, reason=reason)


def tell(dossier: Dossier, history: HistoryEntry, actor: Actor) -> None:
    """Publish a step that has been saved, and log it."""
    events.publish(StateChanged(dossier=dossier, history=history))
    log(dossier, history.event, actor)


def _history(
    dossier: Dossier, event: str, *, actor: Actor, from_state: str, reason: str
) -> HistoryEntry:
    """The row that citizen and staff will read, not saved yet."""
    return HistoryEntry(
        dossier=dossier,
        at=clock.now(),
        event=event,
        from_state=from_state,
        to_state=dossier.state,
        actor_id=actor.user_id,
        actor_name=actor.name,
        role=actor.role,
        agency_id=actor.agency_id,
        reason=reason,
    )


def step_aside(dossier: Dossier, event: str, *, actor: Actor, reason: str = "") -> HistoryEntry:
    """A step that changes no state (a proposal, a note of hand-over): saved, in history, logged."""
    dossier.version += 1
    dossier.save(update_fields=WORKING_FIELDS)
    history = _history(dossier, event, actor=actor, from_state=dossier.state, reason=reason)
    history.save(force_insert=True)
    log(dossier, event, actor)
    return history


def log(dossier: Dossier, event: str, actor: Actor) -> None:
    """The action log's entry; always the last statement of an action."""
    record(actor=actor, action=event, subject=f"dossier:{dossier.code or dossier.key}")


def _keep_track_of_detours(dossier: Dossier, before: str) -> None:
    """Stop the clock on the way out to the citizen, start it on the way back."""
    now = clock.now()
    # A withdrawal that is declined may lead back into the supplement that it interrupted.
    goes_back = before in DETOURS and dossier.state == dossier.came_from[-1]
    if dossier.state in DETOURS and not goes_back:
        _stop_clock(dossier, before)
        dossier.came_from = [*dossier.came_from, before]
    elif before in DETOURS:
        dossier.came_from = dossier.came_from[:-1]
        if dossier.state in RUNNING:
            _start_clock(dossier)
    if dossier.is_final:
        dossier.due_at = None
        dossier.holder = None
        dossier.held_since = now


def _stop_clock(dossier: Dossier, before: str) -> None:
    if before in RUNNING and dossier.due_at is not None:
        dossier.remaining_minutes = provincial_calendar().working_minutes_between(
            clock.now(), dossier.due_at
        )
        dossier.due_at = None


def _start_clock(dossier: Dossier) -> None:
    if dossier.state == State.SUBMITTED:
        dossier.due_at = answer_due(clock.now(), provincial_calendar())
    elif dossier.remaining_minutes is not None:
        dossier.due_at = resumed(clock.now(), dossier.remaining_minutes, provincial_calendar())
    dossier.remaining_minutes = None
