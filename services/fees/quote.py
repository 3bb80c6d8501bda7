"""Bảng tính phí: what a filing costs, line by line, each with its legal text."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol, Self

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd
from services.fees.reductions import Filing, ReductionRule, applicable
from services.fees.rules import charge


class Item(Protocol):
    """What is needed of a `services.models.FeeItem`."""

    key: str
    kind: str
    name: str
    rule: Any
    legal_basis: str


@dataclass(frozen=True)
class QuoteLine:
    """One fee (`phi`) or charge (`le_phi`), before reductions."""

    key: str
    kind: str
    name: str
    quantity: int
    amount_vnd: int
    explanation: str
    legal_basis: str


@dataclass(frozen=True)
class QuoteReduction:
    """The reduction that was taken; `amount_vnd` is negative."""

    key: str
    name: str
    percent: int
    amount_vnd: int
    legal_basis: str


@dataclass(frozen=True)
class Quote:
    """The frozen result. `not_added` names reductions that applied too, but do not add up; while
    something remains to be paid, people may ask about them."""

    lines: tuple[QuoteLine, ...]
    reductions: tuple[QuoteReduction, ...]
    subtotal_vnd: int
    total_vnd: int
    not_added: tuple[str, ...] = ()

    @property
    def explanation(self) -> list[str]:
        """The quote in words, one sentence a line."""
        sentences = [_line_in_words(line) for line in self.lines if line.amount_vnd]
        sentences += [_reduction_in_words(reduction) for reduction in self.reductions]
        if self.not_added:
            words = {"names": "; ".join(self.not_added)}
            sentences.append(
                _("Các mức giảm không cộng dồn, nên không tính thêm: %(names)s.") % words
            )
        sentences.append(
            _("Số tiền phải nộp: %(total)s.") % {"total": format_vnd(self.total_vnd)}
            if self.total_vnd
            else _("Không phải nộp phí, lệ phí.")
        )
        return sentences

    def as_json(self) -> dict[str, Any]:
        """For storing in the dossier."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The quote that was stored."""
        return cls(
            lines=tuple(QuoteLine(**line) for line in data["lines"]),
            reductions=tuple(QuoteReduction(**each) for each in data["reductions"]),
            subtotal_vnd=data["subtotal_vnd"],
            total_vnd=data["total_vnd"],
            not_added=tuple(data["not_added"]),
        )


def quote(
    fee_items: Iterable[Item],
    reductions: Iterable[ReductionRule],
    *,
    answers: Mapping[str, Any],
    online: bool,
    level: int,
    on: date,
    procedure_code: str = "",
) -> Quote:
    """What the filing costs on the day `on`. Raises RuleError, DefinitionError for bad rules.

    The total is rounded down to whole đồng, in favour of the person.
    """
    lines = tuple(_line(item, answers) for item in fee_items)
    subtotal = sum(line.amount_vnd for line in lines)
    filing = Filing(answers, online, level, on, procedure_code)
    found = applicable(reductions, filing) if subtotal else []
    taken = tuple(_reduction(rule, subtotal) for rule in found[:1])
    total = subtotal + sum(each.amount_vnd for each in taken)
    return Quote(
        lines=lines,
        reductions=taken,
        subtotal_vnd=subtotal,
        total_vnd=total,
        not_added=tuple(rule.name for rule in found[1:]) if total else (),
    )


def _line(item: Item, answers: Mapping[str, Any]) -> QuoteLine:
    cost = charge(item.rule, answers)
    return QuoteLine(
        key=item.key,
        kind=str(item.kind),
        name=item.name,
        quantity=cost.quantity,
        amount_vnd=cost.amount_vnd,
        explanation=cost.explanation,
        legal_basis=item.legal_basis,
    )


def _reduction(rule: ReductionRule, subtotal_vnd: int) -> QuoteReduction:
    percent = min(max(rule.percent, 0), 100)
    remains_vnd = subtotal_vnd * (100 - percent) // 100
    return QuoteReduction(
        key=rule.key,
        name=rule.name,
        percent=percent,
        amount_vnd=remains_vnd - subtotal_vnd,
        legal_basis=rule.legal_basis,
    )


def _line_in_words(line: QuoteLine) -> str:
    words = {
        "name": line.name,
        "amount": format_vnd(line.amount_vnd),
        "explanation": line.explanation.removesuffix("."),
        "basis": line.legal_basis,
    }
    if not line.legal_basis:
        return _("%(name)s: %(amount)s (%(explanation)s).") % words
    return _("%(name)s: %(amount)s (%(explanation)s; theo %(basis)s).") % words


def _reduction_in_words(reduction: QuoteReduction) -> str:
    words = {
        "name": reduction.name,
        "amount": format_vnd(-reduction.amount_vnd),
        "basis": reduction.legal_basis,
    }
    return _("%(name)s: trừ %(amount)s (theo %(basis)s).") % words
