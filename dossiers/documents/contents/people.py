"""Who did what, from the history."""

from datetime import datetime

from dossiers.models import Dossier, HistoryEntry


def last_step(dossier: Dossier, event: str, *, until: datetime | None = None) -> HistoryEntry:
    """The latest step of this kind (until a moment). Raises HistoryEntry.DoesNotExist."""
    steps = HistoryEntry.objects.filter(dossier=dossier, event=event)
    if until is not None:
        steps = steps.filter(at__lte=until)
    entry = steps.order_by("-id").first()
    if entry is None:
        raise HistoryEntry.DoesNotExist(f"{dossier.code}: {event}")
    return entry
