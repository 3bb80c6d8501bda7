"""Whether a formula can be computed from the fields it names."""

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from services.eforms.findings import Findings
from services.eforms.form import Field
from services.eforms.formula import ARITHMETIC, Formula

_COUNTED = ("group", "table", "several_of", "file")


def check_operands(
    field: Field, formula: Formula, path: str, seen: Mapping[str, Field], findings: Findings
) -> None:
    """Note operands of a wrong type, and amounts of money mixed with other numbers."""
    operands = [seen[key] for key in formula.of]
    for index, text in _wrong_types(formula, operands):
        findings.add(f"{path}.formula.of[{index}]", text)
    if formula.op == "sum_rows" and operands and operands[0].has_rows:
        _check_column(field, formula, operands[0], path, findings)
    elif formula.op in ARITHMETIC and all(each.is_number for each in operands):
        _check_amounts(field, formula, operands, path, findings)
    elif formula.op in ("count", "age") and field.is_amount:
        findings.add(f"{path}.unit", _("kết quả là số đếm, không phải số tiền: bỏ đơn vị “đ”"))


def _wrong_types(formula: Formula, operands: list[Field]) -> Iterator[tuple[int, str]]:
    for index, each in enumerate(operands):
        words = {"label": each.label}
        if formula.op in ARITHMETIC and not each.is_number:
            yield index, _("“%(label)s” không phải số nên không tính được") % words
        elif formula.op == "age" and each.type != "date":
            yield index, _("“%(label)s” không phải ngày nên không tính tuổi được") % words
        elif formula.op == "count" and each.type not in _COUNTED:
            yield index, _("“%(label)s” không phải nhóm, bảng, danh sách hay tệp để đếm") % words
        elif formula.op == "sum_rows" and not each.has_rows:
            yield index, _("“%(label)s” không phải nhóm lặp hay bảng nên không có cột") % words


def _check_column(
    field: Field, formula: Formula, rows: Field, path: str, findings: Findings
) -> None:
    column = next((each for each in rows.fields if each.key == formula.column), None)
    words = {"rows": rows.label, "column": formula.column}
    if column is None or not column.is_number:
        text = _("“%(rows)s” không có cột số nào mang khóa “%(column)s”") % words
        findings.add(f"{path}.formula.column", text)
    else:
        _check_unit(field, path, findings, is_amount=column.is_amount)


def _check_amounts(
    field: Field, formula: Formula, operands: list[Field], path: str, findings: Findings
) -> None:
    amounts = sum(each.is_amount for each in operands)
    if formula.op == "product":
        if amounts > 1:
            findings.add(f"{path}.formula.of", _("không nhân số tiền với số tiền"))
        elif amounts:
            _check_unit(field, path, findings, is_amount=True)
    elif 0 < amounts < len(operands):
        findings.add(f"{path}.formula.of", _("không cộng, trừ số tiền với số không phải tiền"))
    else:
        _check_unit(field, path, findings, is_amount=amounts > 0)


def _check_unit(field: Field, path: str, findings: Findings, *, is_amount: bool) -> None:
    if is_amount and not field.is_amount:
        findings.add(f"{path}.unit", _("kết quả là số tiền nên đơn vị phải là “đ”"))
    if field.is_amount and not is_amount:
        findings.add(f"{path}.unit", _("kết quả không phải số tiền nên đơn vị không thể là “đ”"))
