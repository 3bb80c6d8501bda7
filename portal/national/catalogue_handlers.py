"""What the national line does when the catalogue changes (subscribed in wiring)."""

from portal.national.models import OutboxMessage, procedure_stream
from portal.shared import clock
from services.events import ProcedureChanged
from services.models import Procedure, Revision


def queue_procedure_change(event: ProcedureChanged) -> None:
    """Write the outbox row of this change, in its transaction, which holds the procedure's lock."""
    procedure_message(event.procedure, event.revision, in_force=event.in_force).save()


def procedure_message(procedure: Procedure, revision: Revision, *, in_force: bool) -> OutboxMessage:
    """The message about this procedure as it is now, unsaved."""
    now = clock.now()
    return OutboxMessage(
        stream=procedure_stream(procedure.pk),
        kind=OutboxMessage.Kind.PROCEDURE,
        payload={
            "procedure": {
                "code": procedure.code,
                "local_code": procedure.local_code,
                "name": procedure.name,
                "sector_code": procedure.sector.code,
                "sector_name": procedure.sector.name,
                "level": revision.level,
                "revision": revision.number,
                "agency": _agency(revision),
                "in_force": in_force,
                "at": now.isoformat(),
            }
        },
        created_at=now,
    )


def _agency(revision: Revision) -> str:
    handling = revision.handling_agency
    return handling.present.name if handling else revision.agency_text
