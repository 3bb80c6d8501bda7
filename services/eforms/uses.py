"""Who needs a field, and which fields changed their type: the guards of those who edit forms."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from services.content import RevisionContent
from services.eforms.checks.references import references_of
from services.eforms.conditions import parse_condition
from services.eforms.definition import EForm, Field
from services.eforms.errors import DefinitionError
from services.eforms.form import placed

# Attributes of a fee's rule that name a field of the form.
QUANTITIES = ("quantity", "copies")

CONDITION, COMPUTED, COMPARED, FEE, PAPER, REDUCTION = (
    "condition", "computed", "compared", "fee", "paper", "reduction",
)  # fmt: skip

Named = tuple[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Use:
    """A place that needs a field.

    `kind` is one of the words above; `path` its place in the form's JSON (of a fee, a paper or a
    reduction: `fees[0].rule.quantity`); `label` what people call it; `text` the whole sentence.
    """

    kind: str
    path: str
    label: str
    text: str


@dataclass(frozen=True)
class TypeChange:
    """A key that had another type before. Inside rows the key is `group.column`."""

    key: str
    label: str
    old: str
    new: str


def type_changes(old: EForm, new: EForm) -> list[TypeChange]:
    """Keys of both forms whose type differs: what was answered under one cannot be read under the
    other. Keys that are new or gone are no changes."""
    before = dict(_keyed(old))
    return [
        TypeChange(key, field.label, before[key].type, field.type)
        for key, field in _keyed(new)
        if key in before and before[key].type != field.type
    ]


def uses_of(
    eform: EForm,
    key: str,
    *,
    fees: Iterable[Named] = (),
    papers: Iterable[Named] = (),
    reductions: Iterable[Named] = (),
) -> list[Use]:
    """Every place that needs the field `key` (inside rows: `group.column`).

    `fees` are pairs of name and rule, `papers` of name and `replaced_by`, `reductions` of name and
    condition.
    """
    found = list(_in_form(eform, key))
    for index, (name, rule) in enumerate(fees):
        for attribute in QUANTITIES:
            if rule.get(attribute) == key:
                text = _("phí “%(name)s” tính theo số lượng ở trường này") % {"name": name}
                found.append(Use(FEE, f"fees[{index}].rule.{attribute}", name, text))
    for index, (name, replaced_by) in enumerate(papers):
        if replaced_by.get("field") == key:
            text = _("giấy tờ “%(name)s” được thay bằng trường này") % {"name": name}
            found.append(Use(PAPER, f"papers[{index}].replaced_by.field", name, text))
    for index, (name, condition) in enumerate(reductions):
        if condition and key in _asked_by(condition):
            text = _("mức giảm “%(name)s” có điều kiện dựa vào trường này") % {"name": name}
            found.append(Use(REDUCTION, f"reductions[{index}].condition", name, text))
    return found


def uses_in(content: RevisionContent, key: str) -> list[Use]:
    """The same over a whole content. Raises DefinitionError when its form cannot be read."""
    return uses_of(
        EForm.parse(content.eform),
        key,
        fees=[(fee.name, fee.rule) for fee in content.fees],
        papers=[(paper.name, paper.replaced_by) for paper in content.papers],
        reductions=[(each.name, each.condition) for each in content.reductions],
    )


def check_fee_fields(eform: EForm, rules: Iterable[Mapping[str, Any]]) -> list[DefinitionError]:
    """Rules whose quantity is no number of the form; paths are `fees[0].rule.quantity`."""
    numbers = {field.key: field for field in eform.fields()}
    found = []
    for index, rule in enumerate(rules):
        for attribute in QUANTITIES:
            if attribute in rule:
                key = rule[attribute]
                field = numbers.get(key) if isinstance(key, str) else None
                if text := _refusal_of_quantity(key, field):
                    path = f"fees[{index}].rule.{attribute}"
                    label = field.label if field else ""
                    found.append(DefinitionError(path, text, key=str(key)[:60], label=label))
    return found


def _refusal_of_quantity(key: Any, field: Field | None) -> str:
    if field is None:
        return _("mẫu đơn không có trường nào mang khóa “%(key)s”") % {"key": str(key)[:60]}
    if field.type in ("whole_number", "computed") and not field.is_amount:
        return ""
    return _("“%(label)s” không phải số nguyên nên không làm số lượng được") % {
        "label": field.label
    }


def _in_form(eform: EForm, key: str) -> Iterator[Use]:
    group, _dot, column = key.partition(".")
    for path, field in placed(eform.sections):
        if not column:
            yield from _needs(field, path, key)
        elif (formula := field.formula) and formula.column == column and group in formula.of:
            yield _use(field, f"{path}.formula.column", COMPUTED)
        for index, inner in enumerate(field.fields):
            at = f"{path}.fields[{index}]"
            if column:
                if field.key == group:
                    yield from _needs(inner, at, column)
            # A column of the same name stands before the field of the form.
            elif all(each.key != key for each in field.fields):
                yield from _needs(inner, at, key)


def _needs(field: Field, path: str, key: str) -> Iterator[Use]:
    for each in references_of(field, path):
        if each.key == key:
            yield _use(field, each.path, _kind(each.path.removeprefix(path)))


def _kind(attribute: str) -> str:
    if attribute.startswith(".show_if"):
        return CONDITION
    return COMPUTED if attribute.startswith(".formula") else COMPARED


def _use(field: Field, path: str, kind: str) -> Use:
    words = {"label": field.label}
    text = {
        CONDITION: _("trường “%(label)s” chỉ hiện theo câu trả lời ở trường này"),
        COMPUTED: _("trường “%(label)s” tính từ trường này"),
        COMPARED: _("trường “%(label)s” được so với trường này"),
    }[kind] % words
    return Use(kind, path, field.label, text)


def _asked_by(condition: Mapping[str, Any]) -> set[str]:
    try:
        return set(parse_condition(condition, "condition").fields())
    except DefinitionError:
        return set()


def _keyed(eform: EForm) -> Iterator[tuple[str, Field]]:
    for field in eform.fields():
        yield field.key, field
        for inner in field.fields:
            yield f"{field.key}.{inner.key}", inner
