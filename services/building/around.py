"""What a field may look at: the fields before it, under the keys it sees them by."""

from services.building.forms import Json, Place, places_of


def fields_before(
    form: Json, *, section: int, group: str = "", path: str = "", after: str = ""
) -> list[Place]:
    """The fields that stand before the field `path`; of a field that is still to come, before the
    place where it goes: after `after`, else at the end of the group or the section.

    In a row its own fields come first and hide those of the form with the same key.
    """
    above: list[Place] = []
    inside: list[Place] = []
    for place in places_of(form):
        own_group = place.group["key"] if place.group else ""
        if place.path == path or place.section > section:
            break
        if group and not own_group and _follows(form, place, section, group):
            break
        if not own_group and place.key != group:
            above.append(place)
        if own_group and own_group == group:
            inside.append(place)
        if after and place.path == after:
            break
    own = {place.key for place in inside}
    return [*(place for place in above if place.key not in own), *inside]


def _follows(form: Json, place: Place, section: int, group: str) -> bool:
    if place.section != section:
        return False
    keys = [field["key"] for field in form["sections"][section]["fields"]]
    return group in keys and place.index > keys.index(group)
