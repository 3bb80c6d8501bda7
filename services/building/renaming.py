"""A key that was never published may change; whoever named it follows."""

from collections.abc import Mapping
from dataclasses import replace

from services.building.forms import Json, copy_of, places_of
from services.building.references import rename_in_field, renamed_condition
from services.content import FeeContent, PaperContent, ReductionContent, RevisionContent

QUANTITIES = ("quantity", "copies")


def renamed_key(content: RevisionContent, old: str, new: str) -> RevisionContent:
    """The content with every mention of the field `old` (a path) as `new`; the field itself has
    been renamed already."""
    if old == new:
        return content
    group, _dot, old_key = old.rpartition(".")
    renamed = {old_key: new.rpartition(".")[2]}
    if group:
        return replace(content, eform=_in_group(content.eform, group, renamed))
    return replace(
        content,
        eform=_in_form(content.eform, renamed),
        fees=tuple(_fee(fee, renamed) for fee in content.fees),
        reductions=tuple(_reduction(each, renamed) for each in content.reductions),
        papers=tuple(_paper(paper, renamed) for paper in content.papers),
    )


def _in_form(form: Json, renamed: Mapping[str, str]) -> Json:
    changed = copy_of(form)
    for place in places_of(changed):
        inside = {inner["key"] for inner in (place.group or {}).get("fields") or []}
        # In a row a key of its own hides the one outside.
        if not inside & set(renamed):
            rename_in_field(place.field, renamed)
    return changed


def _in_group(form: Json, group: str, renamed: Mapping[str, str]) -> Json:
    changed = copy_of(form)
    for place in places_of(changed):
        if place.group is not None and place.group["key"] == group:
            rename_in_field(place.field, renamed)
        formula = place.field.get("formula") or {}
        if formula.get("op") == "sum_rows" and formula.get("of") == [group]:
            column = formula.get("column", "")
            place.field["formula"] = formula | {"column": renamed.get(column, column)}
    return changed


def _fee(fee: FeeContent, renamed: Mapping[str, str]) -> FeeContent:
    rule = {
        name: renamed.get(value, value) if name in QUANTITIES else value
        for name, value in fee.rule.items()
    }
    return replace(fee, rule=rule)


def _reduction(each: ReductionContent, renamed: Mapping[str, str]) -> ReductionContent:
    if not each.condition:
        return each
    return replace(each, condition=renamed_condition(each.condition, renamed))


def _paper(paper: PaperContent, renamed: Mapping[str, str]) -> PaperContent:
    field = str(paper.replaced_by.get("field", ""))
    if field not in renamed:
        return paper
    return replace(paper, replaced_by=paper.replaced_by | {"field": renamed[field]})
