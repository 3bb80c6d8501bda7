"""What one member of staff holds."""

from django.db.models import QuerySet

from dossiers.models import Dossier
from dossiers.states import FINAL


def held_by(user_id: int, agency_id: int | None = None) -> QuerySet[Dossier]:
    """The dossiers in this person's hands that are not at their end, oldest due first; with
    `agency_id` those of that agency."""
    held = Dossier.objects.filter(holder_id=user_id).exclude(state__in=FINAL)
    if agency_id is not None:
        held = held.filter(handling_agency_id=agency_id)
    return held.order_by("due_at", "pk")
