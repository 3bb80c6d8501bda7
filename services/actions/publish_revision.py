"""Publishes a new revision of a procedure at once; the one before it is superseded."""

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from portal.agencies.models import Agency
from portal.shared import clock
from portal.shared.action_log.record import Acting, record
from portal.shared.events import publish
from services import revision_rows
from services.content import RevisionContent
from services.events import ProcedureChanged
from services.models import Procedure, Revision, Sector
from services.search.indexing import index_procedure


@transaction.atomic
def publish_revision(
    *, actor: Acting, procedure: Procedure, content: RevisionContent, handling: Agency | None
) -> Revision:
    """The published revision; with it a withdrawn procedure is in force again.

    Dossiers filed before keep the revision they were filed under.
    """
    locked = (
        Procedure.objects.select_for_update(of=("self",))
        .select_related("sector")
        .get(pk=procedure.pk)
    )
    now = clock.now()
    last = locked.revisions.order_by("-number").first()
    if last and last.state == Revision.State.PUBLISHED:
        last.state = Revision.State.SUPERSEDED
        last.in_force = DateTimeTZRange(last.in_force.lower, now)
        last.save(update_fields=["state", "in_force"])
    revision = revision_rows.write(
        locked, (last.number if last else 0) + 1, content, handling=handling
    )
    revision.state = Revision.State.PUBLISHED
    revision.published_at = now
    revision.in_force = DateTimeTZRange(now, None)
    revision.save(update_fields=["state", "published_at", "in_force"])
    _follow(locked, revision)
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


def _follow(procedure: Procedure, revision: Revision) -> None:
    """The procedure goes by the name, sector and code of what is in force, also in the search."""
    procedure.current_revision = revision
    procedure.name = revision.name
    procedure.local_code = revision.local_code
    procedure.sector = Sector.objects.get(name=revision.sector_name)
    procedure.save(update_fields=["current_revision", "name", "local_code", "sector"])
    index_procedure(procedure)
