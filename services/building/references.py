"""Which keys a field names, and the same under other names. The JSON may be unfinished."""

from collections.abc import Iterator, Mapping
from typing import Any

from services.building.forms import Json

CONDITION, SEX, BIRTH, FORMULA = "show_if", "same_sex_as", "same_birth_as", "formula"


def references_in(field: Json) -> Iterator[tuple[str, str]]:
    """Pairs of attribute and key that the field itself names (not the fields of its rows)."""
    for key in keys_of_condition(field.get(CONDITION)):
        yield CONDITION, key
    for attribute in (SEX, BIRTH):
        if field.get(attribute):
            yield attribute, field[attribute]
    for key in (field.get(FORMULA) or {}).get("of") or []:
        yield FORMULA, key


def keys_of_condition(condition: Any) -> Iterator[str]:
    """Keys that a condition looks at."""
    if not isinstance(condition, Mapping):
        return
    for joint in ("all", "any"):
        for part in condition.get(joint) or []:
            yield from keys_of_condition(part)
    yield from keys_of_condition(condition.get("not"))
    if isinstance(condition.get("field"), str):
        yield condition["field"]


def rename_in_field(field: Json, renamed: Mapping[str, str]) -> None:
    """Changes the field in place: where it named an old key it names the new one."""
    if field.get(CONDITION):
        field[CONDITION] = renamed_condition(field[CONDITION], renamed)
    for attribute in (SEX, BIRTH):
        if field.get(attribute):
            field[attribute] = renamed.get(field[attribute], field[attribute])
    if field.get(FORMULA):
        of = [renamed.get(key, key) for key in field[FORMULA].get("of") or []]
        field[FORMULA] = field[FORMULA] | {"of": of}


def renamed_condition(condition: Json, renamed: Mapping[str, str]) -> Json:
    """The condition with the new keys."""
    for joint in ("all", "any"):
        if joint in condition:
            return {joint: [renamed_condition(part, renamed) for part in condition[joint]]}
    if "not" in condition:
        return {"not": renamed_condition(condition["not"], renamed)}
    return condition | {"field": renamed.get(condition["field"], condition["field"])}
