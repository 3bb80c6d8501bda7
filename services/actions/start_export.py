"""Asks for a file of procedures."""

from django.db import transaction

from portal.accounts.actor import Actor
from portal.shared.action_log.record import record
from services import jobs
from services.actions.start_batch import must_be_admin
from services.batches.selection import Selection
from services.models import CatalogueExport


@transaction.atomic
def start_export(
    *, actor: Actor, wanted: CatalogueExport.Format, selection: Selection
) -> CatalogueExport:
    """The export; a job makes its file. Raises NotAllowed."""
    must_be_admin(actor)
    export = CatalogueExport.objects.create(
        format=wanted, selection=selection.as_json(), asked_by_id=actor.person_id
    )
    jobs.defer(jobs.MAKE_EXPORT, export_id=export.pk)
    record(
        actor=actor,
        action="start_export",
        subject=f"export:{export.key}",
        format=export.format,
    )
    return export
