"""Who needs a field: conditions, checks and formulas of the form; fees, reductions and papers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.building.forms import Place, field_name, places_of
from services.building.references import (
    BIRTH,
    CONDITION,
    FORMULA,
    SEX,
    keys_of_condition,
    references_in,
)
from services.building.renaming import QUANTITIES
from services.content import RevisionContent


@dataclass(frozen=True)
class Use:
    """One need: `place` in words; `path` of the field that has it, empty outside the form."""

    place: str
    path: str = ""


def uses_of(content: RevisionContent, path: str) -> list[Use]:
    """Everyone who needs this field, in the order of the form, then fees, reductions, papers."""
    group, _dot, key = path.rpartition(".")
    uses = [use for place in places_of(content.eform) for use in _of_field(content, place, path)]
    if group:
        return uses
    return [*uses, *_outside(content, key)]


def uses_of_all(content: RevisionContent, paths: Collection[str]) -> list[tuple[Place, Use]]:
    """Needs of several fields by others than themselves, as when a section goes."""
    found = []
    for place in places_of(content.eform):
        if place.path in paths:
            inside = [use for use in uses_of(content, place.path) if use.path not in paths]
            found += [(place, use) for use in inside]
    return found


def paths_in_section(content: RevisionContent, number: int) -> set[str]:
    """All fields of a section, those of groups included."""
    return {place.path for place in places_of(content.eform) if place.section == number}


def paths_with(content: RevisionContent, path: str) -> set[str]:
    """The field and, of a group, the fields of its rows."""
    return {
        place.path
        for place in places_of(content.eform)
        if place.path == path or place.path.startswith(f"{path}.")
    }


def words_of(content: RevisionContent, place: Place, uses: list[Use]) -> str:
    """The sentence that refuses to let the field go."""
    return _("Trường %(field)s đang dùng trong %(places)s.") % {
        "field": field_name(content.eform, place),
        "places": "; ".join(use.place for use in uses),
    }


def _of_field(content: RevisionContent, place: Place, path: str) -> Iterator[Use]:
    group, _dot, key = path.rpartition(".")
    for attribute, named in references_in(place.field):
        if named == key and _sees(place, group, key):
            name = {"field": field_name(content.eform, place)}
            yield Use(_attribute_words(attribute) % name, place.path)
    formula = place.field.get("formula") or {}
    if group and formula.get("column") == key and formula.get("of") == [group]:
        name = {"field": field_name(content.eform, place)}
        yield Use(_attribute_words(FORMULA) % name, place.path)


def _sees(place: Place, group: str, key: str) -> bool:
    """Whether a field at this place means that very field by its key: in a row, its own first."""
    own = {inner["key"] for inner in (place.group or {}).get("fields") or []}
    if group:
        return place.group is not None and place.group["key"] == group
    return key not in own


def _attribute_words(attribute: str) -> str:
    return {
        CONDITION: _("điều kiện của %(field)s"),
        SEX: _("kiểm tra giới tính của %(field)s"),
        BIRTH: _("kiểm tra ngày sinh của %(field)s"),
        FORMULA: _("cách tính của %(field)s"),
    }[attribute]


def _outside(content: RevisionContent, key: str) -> Iterator[Use]:
    for fee in content.fees:
        if key in [fee.rule.get(name) for name in QUANTITIES]:
            yield Use(_("cách tính khoản “%(name)s”") % {"name": fee.name})
    for rule in content.reductions:
        if key in keys_of_condition(rule.condition):
            yield Use(_("điều kiện của mức giảm “%(name)s”") % {"name": rule.name})
    for paper in content.papers:
        if paper.replaced_by.get("field") == key:
            yield Use(_("giấy tờ “%(name)s” (thay bằng trường này)") % {"name": paper.name})
