"""Keys that citizens have answered under: they and their types are a promise."""

from collections.abc import Mapping
from dataclasses import dataclass

from services.building.forms import places_of
from services.models import Procedure, Revision


@dataclass(frozen=True)
class Promise:
    """A key was used for this type of answer, last in this revision."""

    type: str
    revision: int


Promises = Mapping[str, Promise]


def promises_of(procedure: Procedure) -> dict[str, Promise]:
    """By path, from every revision that is, was or will be in force. One query."""
    rows = (
        Revision.objects.filter(procedure=procedure)
        .exclude(state=Revision.State.DRAFT)
        .order_by("number")
        .values_list("number", "eform")
    )
    return {
        place.path: Promise(place.field["type"], number)
        for number, form in rows
        for place in places_of(form)
    }
