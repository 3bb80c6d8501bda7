"""A field looks only at fields before it: so there are no circles, and one pass decides it all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from services.eforms.checks.comparisons import refusal_of
from services.eforms.checks.operands import check_operands
from services.eforms.findings import Findings
from services.eforms.form import Field, Section, placed


@dataclass(frozen=True)
class Reference:
    """A field's need of another: where it stands and whose key it names."""

    path: str
    key: str


def references_of(field: Field, path: str) -> Iterator[Reference]:
    """Every place in which the field itself (not the fields of its rows) names another."""
    if field.show_if is not None:
        for at, compare in field.show_if.compares(f"{path}.show_if"):
            yield Reference(f"{at}.field", compare.field)
    for name in ("same_sex_as", "same_birth_as"):
        if getattr(field, name):
            yield Reference(f"{path}.{name}", getattr(field, name))
    if field.formula is not None:
        for index, key in enumerate(field.formula.of):
            yield Reference(f"{path}.formula.of[{index}]", key)


def check_references(sections: Sequence[Section], findings: Findings) -> None:
    """Note every reference that leads nowhere, forward or in a circle, and every one of which the
    value, or the type of field, makes no sense."""
    everywhere = {field.key: field for _path, field in placed(sections)}
    seen: dict[str, Field] = {}
    for path, field in placed(sections):
        _check(field, path, seen, everywhere, findings)
        inside = dict(seen)
        of_the_row = everywhere | {inner.key: inner for inner in field.fields}
        for index, inner in enumerate(field.fields):
            # In a row its own keys come first, also those of fields that are yet to come.
            known = {key: each for key, each in inside.items() if of_the_row.get(key) is each}
            _check(inner, f"{path}.fields[{index}]", known, of_the_row, findings)
            inside[inner.key] = inner
        seen[field.key] = field


def _check(
    field: Field,
    path: str,
    seen: Mapping[str, Field],
    everywhere: Mapping[str, Field],
    findings: Findings,
) -> None:
    usable = True
    for each in references_of(field, path):
        if each.key not in seen:
            usable = False
            findings.add(each.path, _wrong_place(field, each.key, everywhere))
    if field.show_if is not None:
        for at, compare in field.show_if.compares(f"{path}.show_if"):
            if (looked_at := seen.get(compare.field)) and (words := refusal_of(compare, looked_at)):
                findings.add(f"{at}.value" if words.of_value else f"{at}.op", words.text)
    _check_compared(field, path, seen, findings)
    if field.formula is not None and usable:
        check_operands(field, field.formula, path, seen, findings)


def _check_compared(field: Field, path: str, seen: Mapping[str, Field], findings: Findings) -> None:
    sex = seen.get(field.same_sex_as) if field.same_sex_as else None
    born = seen.get(field.same_birth_as) if field.same_birth_as else None
    if sex is not None and sex.type != "one_of":
        words = {"label": sex.label}
        text = _("“%(label)s” phải là loại one_of để so giới tính") % words
        findings.add(f"{path}.same_sex_as", text)
    if born is not None and born.type != "date":
        words = {"label": born.label}
        text = _("“%(label)s” phải là loại date để so ngày sinh") % words
        findings.add(f"{path}.same_birth_as", text)


def _wrong_place(field: Field, key: str, everywhere: Mapping[str, Field]) -> str:
    other = everywhere.get(key)
    if other is None:
        return _("không có trường nào mang khóa “%(key)s”") % {"key": key}
    words = {"field": _name(field), "other": _name(other)}
    if key == field.key:
        return _("%(field)s không thể dựa vào chính nó") % words
    if _leads_back(other, field.key, everywhere):
        return (
            _("vòng luẩn quẩn: %(field)s dựa vào %(other)s, mà %(other)s lại dựa vào %(field)s")
            % words
        )
    return (
        _(
            "%(field)s chỉ dựa được vào trường đứng trước nó, mà %(other)s đứng sau. Hãy chuyển"
            " %(other)s lên trước"
        )
        % words
    )


def _leads_back(start: Field, key: str, everywhere: Mapping[str, Field]) -> bool:
    waiting, met = [start], set[str]()
    while waiting:
        field = waiting.pop()
        for each in references_of(field, ""):
            if each.key == key:
                return True
            if each.key in everywhere and each.key not in met:
                met.add(each.key)
                waiting.append(everywhere[each.key])
    return False


def _name(field: Field) -> str:
    return f"“{field.label}” ({field.key})" if field.label else f"“{field.key}”"
