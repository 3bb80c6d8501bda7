"""Fields that come into a form from elsewhere get keys that are free there."""

from copy import deepcopy

from services.building.forms import Json, places_of
from services.building.keys import free
from services.building.references import rename_in_field


def taken_in(form: Json, section: Json) -> Json:
    """The section with free keys; what its fields say of each other follows."""
    section = deepcopy(section)
    taken = {place.path for place in places_of(form)}
    renamed: dict[str, str] = {}
    for field in section.get("fields") or []:
        key = free(field["key"], taken)
        taken.add(key)
        renamed[field["key"]] = key
    for field in section.get("fields") or []:
        inside = {inner["key"] for inner in field.get("fields") or []}
        for inner in field.get("fields") or []:
            _follow(inner, {old: new for old, new in renamed.items() if old not in inside})
        _follow(field, renamed)
        field["key"] = renamed[field["key"]]
    return section


def _follow(field: Json, renamed: dict[str, str]) -> None:
    changed = {old: new for old, new in renamed.items() if old != new}
    # In one go: a new key may be the old key of another field.
    rename_in_field(field, changed)
