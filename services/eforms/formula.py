"""Formulas of computed fields: data that is chosen, not written.

JSON: `{"op": "product", "of": ["copies"], "constant": 8000}`. Ops:

- `sum`, `product`: of all operands; `difference`: the first less the others. The operands are the
  answers of the fields `of`, then `constant` where it is given.
- `count`: rows of a group or table, choices of a list, files of a slot.
- `sum_rows`: the sum of `column` over the rows of a group or table.
- `age`: full years from a date to today, or to the second date.

An operand that is missing gives no value, and so does a result too large to be a number of ours.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from math import prod
from typing import Any

from django.utils.translation import gettext as _

from services.eforms.age import full_years
from services.eforms.findings import Findings
from services.eforms.limits import LARGEST, MAX_OPERANDS
from services.eforms.reader import Reader

Lookup = Callable[[str], Any]

ARITHMETIC = ("sum", "difference", "product")
OPS = (*ARITHMETIC, "count", "sum_rows", "age")


@dataclass(frozen=True)
class Formula:
    """How a value follows from answers that stand before it."""

    op: str
    of: tuple[str, ...]
    column: str = ""
    constant: int | None = None

    def value(self, lookup: Lookup, today: date) -> int | None:
        """The whole number (or amount in đồng), or None. `lookup` gives clean answers by key."""
        operands = [lookup(key) for key in self.of]
        if not operands or any(operand is None for operand in operands):
            return None
        found = self._value(operands, today)
        return found if found is not None and abs(found) <= LARGEST else None

    def _value(self, operands: list[Any], today: date) -> int | None:
        match self.op:
            case "count":
                return len(operands[0]) if isinstance(operands[0], list) else None
            case "sum_rows":
                return _sum_of_rows(operands[0], self.column)
            case "age":
                return _full_years(operands, today)
            case _:
                return self._arithmetic(operands)

    def _arithmetic(self, operands: list[Any]) -> int | None:
        numbers = [*operands, *([] if self.constant is None else [self.constant])]
        if not all(isinstance(number, int) for number in numbers):
            return None
        if self.op == "product":
            return prod(numbers)
        return sum(numbers) if self.op == "sum" else numbers[0] - sum(numbers[1:])

    def fields(self) -> Iterator[str]:
        """Keys of the fields it looks at."""
        yield from self.of

    def as_json(self) -> dict[str, Any]:
        """Its JSON."""
        data: dict[str, Any] = {"op": self.op, "of": list(self.of)}
        if self.column:
            data["column"] = self.column
        return data if self.constant is None else data | {"constant": self.constant}


def parse_formula(data: Any, path: str, findings: Findings) -> Formula:
    """The formula of a JSON value; mistakes go into `findings`."""
    reader = Reader(data, path, findings)
    formula = Formula(
        op=reader.text("op"),
        of=reader.texts("of", most=MAX_OPERANDS),
        column=reader.text("column", ""),
        constant=reader.count("constant", None, least=-LARGEST, most=LARGEST),
    )
    reader.finish()
    _check(formula, reader)
    return formula


def _check(formula: Formula, reader: Reader) -> None:
    if formula.op not in OPS:
        reader.complain("op", _("phải là một trong: %(allowed)s") % {"allowed": ", ".join(OPS)})
        return
    if not formula.of:
        reader.complain("of", _("chọn ít nhất một trường để tính"))
    if len(set(formula.of)) != len(formula.of) and formula.op == "age":
        reader.complain("of", _("hai ngày phải là hai trường khác nhau"))
    if formula.op not in ARITHMETIC and formula.constant is not None:
        reader.complain("constant", _("chỉ dùng khi cộng, trừ, nhân"))
    most = {"count": 1, "sum_rows": 1, "age": 2}.get(formula.op, MAX_OPERANDS)
    if len(formula.of) > most:
        reader.complain("of", _("phép tính này dùng nhiều nhất %(most)d trường") % {"most": most})
    if (formula.op == "sum_rows") != bool(formula.column):
        reader.complain("column", _("chỉ và phải có khi cộng một cột của các dòng"))
    operands = len(formula.of) + (formula.constant is not None)
    if formula.op in ARITHMETIC and formula.of and operands < 2:
        reader.complain("of", _("cần ít nhất hai số: hai trường, hoặc một trường và một hằng số"))


def _sum_of_rows(rows: Any, column: str) -> int | None:
    """Rows without the answer are left out; without any answer there is no sum."""
    if not isinstance(rows, list):
        return None
    cells = [row.get(column) for row in rows if isinstance(row, Mapping)]
    numbers = [cell for cell in cells if isinstance(cell, int)]
    return sum(numbers) if numbers else None


def _full_years(days: list[Any], today: date) -> int | None:
    """None before the first day."""
    try:
        born, until = date.fromisoformat(days[0]), today
        if len(days) > 1:
            until = date.fromisoformat(days[1])
    except (TypeError, ValueError):
        return None
    return full_years(born, until) if until >= born else None
