"""Writes a revision that applies from a later day; the one in force ends on that day."""

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import Acting, record
from services import revision_rows, validity
from services.actions.publish_revision import next_number
from services.content import RevisionContent
from services.models import Procedure, Revision


@transaction.atomic
def schedule_revision(
    *,
    actor: Acting,
    procedure: Procedure,
    content: RevisionContent,
    handling: Agency | None,
    applies_from: date,
) -> Revision:
    """The scheduled revision: in force from 00:00 of `applies_from`, which is after today.

    Nothing changes for anyone until then. Raises StalePage where another revision or a withdrawal
    waits for its day.
    """
    locked = validity.locked_procedure(procedure.pk)
    validity.refuse_if_planned(locked)
    begins = validity.beginning_of(applies_from)
    present = validity.present_of(locked)
    if present is not None:
        validity.end(present, begins)
    revision = revision_rows.write(locked, next_number(locked), content, handling=handling)
    revision.state = Revision.State.SCHEDULED
    revision.published_at = clock.now()
    revision.in_force = DateTimeTZRange(begins, None)
    revision.save(update_fields=["state", "published_at", "in_force"])
    record(
        actor=actor,
        action="schedule_revision",
        subject=f"procedure:{locked.code}",
        number=revision.number,
        applies_from=applies_from.isoformat(),
        fingerprint=revision.fingerprint,
    )
    return revision
