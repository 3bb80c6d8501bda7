"""Makes the file of an export, and forgets old ones."""

from datetime import timedelta

from portal.shared import clock
from portal.shared.uploads import store
from services.batches.selection import Selection
from services.exporting.files import EXTENSIONS, write_export
from services.models import CatalogueExport

FOLDER = "exports"
KEPT_DAYS = 7
State = CatalogueExport.State


def make_export(*, export_id: int) -> None:
    """Safe to repeat: what a killed run has written is not the file. Does nothing for one that is
    made."""
    export = CatalogueExport.objects.filter(pk=export_id, state=State.MAKING).first()
    if export is None:
        return
    wanted = CatalogueExport.Format(export.format)
    place = store.place_of(export.key, EXTENSIONS[wanted], FOLDER)
    target = store.path_of(place)
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".unfinished")
    with unfinished.open("wb") as file:
        codes = Selection.from_json(export.selection).all_codes()
        count = write_export(file, wanted, codes)
    unfinished.replace(target)
    CatalogueExport.objects.filter(pk=export.pk, state=State.MAKING).update(
        state=State.READY, file=place, procedures=count, ended_at=clock.now()
    )


def forget_exports() -> int:
    """How many files were deleted: those older than KEPT_DAYS."""
    old = CatalogueExport.objects.filter(
        state=State.READY, ended_at__lt=clock.now() - timedelta(days=KEPT_DAYS)
    )
    count = 0
    for export in old:
        store.delete(export.file)
        export.state = State.FORGOTTEN
        export.file = ""
        export.save(update_fields=["state", "file"])
        count += 1
    return count
