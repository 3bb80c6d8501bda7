"""Publishes a new revision of a procedure at once; the one before it is superseded."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import Acting, record
from portal.shared.events import publish
from services import revision_rows, validity
from services.content import RevisionContent
from services.events import ProcedureChanged
from services.models import Procedure, Revision


@transaction.atomic
def publish_revision(
    *, actor: Acting, procedure: Procedure, content: RevisionContent, handling: Agency | None
) -> Revision:
    """The published revision; with it a withdrawn procedure is in force again.

    Dossiers filed before keep the revision they were filed under. Raises StalePage where another
    revision or a withdrawal waits for its day.
    """
    locked = validity.locked_procedure(procedure.pk)
    validity.refuse_if_planned(locked)
    now = clock.now()
    present = validity.present_of(locked)
    if present is not None:
        validity.end_now(present, Revision.State.SUPERSEDED, now)
    revision = revision_rows.write(locked, next_number(locked), content, handling=handling)
    revision.state = Revision.State.PUBLISHED
    revision.published_at = now
    revision.in_force = DateTimeTZRange(now, None)
    revision.save(update_fields=["state", "published_at", "in_force"])
    validity.follow(locked, revision)
    procedure.current_revision = revision
    publish(ProcedureChanged(procedure=locked, revision=revision, in_force=True))
    record(
        actor=actor,
        action="publish_revision",
        subject=f"procedure:{locked.code}",
        number=revision.number,
        fingerprint=revision.fingerprint,
    )
    return revision


def next_number(procedure: Procedure) -> int:
    """The number of the next revision; the caller holds the lock."""
    last = procedure.revisions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1
