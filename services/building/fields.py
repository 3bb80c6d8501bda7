"""Fields added, changed, moved, copied, deleted. Whether the outcome makes sense is checked once,
in `services.building.guards`."""

from copy import deepcopy

from django.utils.translation import gettext as _

from services.building.forms import (
    Json,
    copy_of,
    find,
    needed,
    needed_section,
    places_of,
    position,
    sections_of,
    siblings,
)
from services.building.keys import free, key_from
from services.eforms.form import WITH_ROWS


def taken_keys(form: Json, group: str = "") -> set[str]:
    """Keys that are in use at the top of the form, or in a group."""
    inside = [place for place in places_of(form) if (place.inner is not None) == bool(group)]
    return {place.key for place in inside if not group or place.path.startswith(f"{group}.")}


def new_key(form: Json, label: str, group: str = "") -> str:
    """A free key made from the label."""
    return key_from(label, taken_keys(form, group), fallback="truong")


def add_field(
    form: Json, field: Json, *, section: str = "", group: str = "", after: str = ""
) -> tuple[Json, str]:
    """The form with the field, and its path: after another one, else at the end of the group or
    section. Raises InvalidInput when that place is gone."""
    changed = copy_of(form)
    if after:
        place = needed(changed, after)
        siblings(changed, place).insert(position(place) + 1, field)
        group = place.group["key"] if place.group else ""
    elif group:
        needed(changed, group).field.setdefault("fields", []).append(field)
    else:
        sections_of(changed)[needed_section(changed, section)]["fields"].append(field)
    return changed, f"{group}.{field['key']}" if group else field["key"]


def change_field(form: Json, path: str, field: Json) -> tuple[Json, str]:
    """The form with another definition of the field, and its path: the key may have changed.

    Fields of its rows stay as they are. Who named the old key is told by
    `services.building.renaming`.
    """
    changed = copy_of(form)
    place = needed(changed, path)
    if field.get("type") in WITH_ROWS:
        field = field | {"fields": place.field.get("fields") or []}
    siblings(changed, place)[position(place)] = field
    group = f"{place.group['key']}." if place.group else ""
    return changed, f"{group}{field['key']}"


def move_field(form: Json, path: str, step: int) -> Json:
    """One place up (-1) or down (1) in its section or group; at the edge it stays."""
    changed = copy_of(form)
    place = needed(changed, path)
    fields, number = siblings(changed, place), position(place)
    target = min(max(number + step, 0), len(fields) - 1)
    fields.insert(target, fields.pop(number))
    return changed


def move_to_section(form: Json, path: str, section: str) -> tuple[Json, str]:
    """At the end of another section; out of a group it gets a key that is free there."""
    changed = copy_of(form)
    place = needed(changed, path)
    field = siblings(changed, place).pop(position(place))
    if place.inner is not None:
        field["key"] = free(field["key"], taken_keys(changed))
    sections_of(changed)[needed_section(changed, section)]["fields"].append(field)
    return changed, field["key"]


def copy_field(form: Json, path: str) -> tuple[Json, str]:
    """With a copy right after it, under a key of its own."""
    place = needed(form, path)
    copy = deepcopy(place.field)
    copy["label"] = _("%(label)s (bản sao)") % {"label": copy["label"]}
    group = place.group["key"] if place.group else ""
    copy["key"] = free(copy["key"], taken_keys(form, group))
    return add_field(form, copy, after=path)


def delete_field(form: Json, path: str) -> Json:
    """Without the field (and its rows' fields)."""
    changed = copy_of(form)
    place = needed(changed, path)
    del siblings(changed, place)[position(place)]
    return changed


def neighbour(form: Json, path: str) -> str:
    """Where to stay after the field is gone: the path of the next in its list, else of the one
    before, else its group; empty for a section without fields."""
    place = find(form, path)
    if place is None:
        return ""
    prefix = f"{place.group['key']}." if place.group else ""
    fields, number = siblings(form, place), position(place)
    around = [*fields[number + 1 : number + 2], *fields[max(number - 1, 0) : number]]
    if around:
        return f"{prefix}{around[0]['key']}"
    return place.group["key"] if place.group else ""
