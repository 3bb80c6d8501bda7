"""What the national line does when something happens in a dossier (subscribed in wiring)."""

from datetime import datetime

from dossiers.events import StateChanged
from dossiers.models import Dossier, HistoryEntry
from dossiers.states import NATIONAL_CODE
from portal.national.models import OutboxMessage, procedure_stream
from portal.shared import clock


def queue_state_change(event: StateChanged) -> None:
    """Write the outbox row of this change, in its transaction: one INSERT and no other query.

    The payload holds what may change later (times, applicant, revision, who and why); names of
    procedure and agencies are looked up when it is sent. A draft is nobody else's business.
    """
    status = NATIONAL_CODE.get(event.history.to_state)
    if status is None or not event.dossier.code:
        return
    OutboxMessage.objects.create(
        stream=event.dossier.code,
        kind=OutboxMessage.Kind.STATE,
        waits_for=procedure_stream(event.dossier.procedure_id),
        payload={
            "dossier": _dossier(event.dossier),
            "step": {"status": int(status), **_step(event.history)},
        },
        created_at=clock.now(),
    )


def _dossier(dossier: Dossier) -> dict[str, object]:
    return {
        "code": dossier.code,
        "procedure_id": dossier.procedure_id,
        "revision_id": dossier.revision_id,
        "handling_agency_id": dossier.handling_agency_id,
        "provenance": str(dossier.provenance),
        "return_channel": str(dossier.return_channel),
        "applicant": dossier.applicant,
        "filed_at": _iso(dossier.filed_at),
        "received_at": _iso(dossier.received_at),
        "due_at": _iso(dossier.due_at),
        "completed_at": _iso(dossier.completed_at),
        "returned_at": _iso(dossier.returned_at),
    }


def _step(history: HistoryEntry) -> dict[str, object]:
    return {
        "history_id": history.pk,
        "event": history.event,
        "from_state": str(history.from_state),
        "to_state": str(history.to_state),
        "at": _iso(history.at),
        "actor_name": history.actor_name,
        "role": str(history.role),
        "agency_id": history.agency_id,
        "reason": history.reason,
    }


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else moment.isoformat()
