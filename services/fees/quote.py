"""Bảng tính phí: what a filing costs, line by line, each with its legal text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Protocol, Self

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd
from services.fees.classes import NO_CLASSES, Classes
from services.fees.lines import QuoteLine, QuoteReduction
from services.fees.reductions import (
    Filing,
    ReductionRule,
    applies,
    calculation,
    covers,
    in_declared_order,
    is_in_force,
    lowering,
    reason,
)
from services.fees.rules import charge
from services.models import SetBy


class Item(Protocol):
    """What is needed of a `services.models.FeeItem`."""

    key: str
    kind: str
    name: str
    rule: Any
    set_by: str
    legal_basis: str


@dataclass(frozen=True)
class Quote:
    """The frozen result: `total_vnd` is the sum of all lines and reductions.

    `not_added` names reductions that applied too, but do not add up; `notes` are sentences about
    reductions that somebody may miss; `method` says how reductions were counted.
    """

    lines: tuple[QuoteLine, ...]
    reductions: tuple[QuoteReduction, ...]
    subtotal_vnd: int
    total_vnd: int
    not_added: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    method: str = ""

    @property
    def by_line(self) -> list[tuple[QuoteLine, list[QuoteReduction]]]:
        """Each line with what lowers it."""
        return [
            (line, [each for each in self.reductions if each.line == line.key])
            for line in self.lines
        ]

    @property
    def of_the_sum(self) -> list[QuoteReduction]:
        """Reductions of the sum of all lines: only old quotes have them."""
        return [each for each in self.reductions if not each.line]

    @property
    def remarks(self) -> list[str]:
        """What there is to say besides the lines, one sentence each."""
        remarks = [self.method] if self.method else []
        if self.not_added:
            words = {"names": "; ".join(self.not_added)}
            remarks.append(
                _("Các mức giảm không cộng dồn, nên không tính thêm: %(names)s.") % words
            )
        return [*remarks, *self.notes]

    @property
    def explanation(self) -> list[str]:
        """The quote in words, one sentence a line."""
        sentences = []
        for line, lowered in self.by_line:
            if line.amount_vnd:
                sentences.append(line.in_words())
            sentences += [each.in_words() for each in lowered]
        sentences += [each.in_words() for each in self.of_the_sum]
        sentences += self.remarks
        sentences.append(
            _("Số tiền phải nộp: %(total)s.") % {"total": format_vnd(self.total_vnd)}
            if self.total_vnd
            else _("Không phải nộp phí, lệ phí.")
        )
        return sentences

    def as_json(self) -> dict[str, Any]:
        """For storing in the dossier: what it reads like when it is read again."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name, value in asdict(self).items()
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The quote that was stored, by whatever earlier version of the portal."""
        return cls(
            lines=tuple(QuoteLine(**line) for line in data["lines"]),
            reductions=tuple(QuoteReduction(**each) for each in data["reductions"]),
            subtotal_vnd=data["subtotal_vnd"],
            total_vnd=data["total_vnd"],
            not_added=tuple(data.get("not_added", ())),
            notes=tuple(data.get("notes", ())),
            method=data.get("method", ""),
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
    classes: Classes = NO_CLASSES,
) -> Quote:
    """What the filing costs on the day `on`. Raises RuleError, DefinitionError for bad rules.

    Each line takes the one reduction that is best for the person; what remains of a line is
    rounded down to whole đồng.
    """
    lines = tuple(_line(item, answers) for item in fee_items)
    filing = Filing(answers, online, level, on, procedure_code, classes.reasons)
    rules = in_declared_order(reductions)
    found = [rule for rule in rules if applies(rule, filing)]
    best = [(line, rule) for line in lines if (rule := _best(line, found))]
    taken = tuple(_reduction(rule, line, filing) for line, rule in best)
    subtotal = sum(line.amount_vnd for line in lines)
    total = subtotal + sum(each.amount_vnd for each in taken)
    return Quote(
        lines=lines,
        reductions=taken,
        subtotal_vnd=subtotal,
        total_vnd=total,
        not_added=_not_added(lines, found, {each.key for each in taken}) if total else (),
        notes=(*_class_notes(rules, filing, classes), *_scope_notes(lines, found)) if total else (),
        method=_method() if taken and total else "",
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
        set_by=str(item.set_by),
    )


def _best(line: QuoteLine, rules: Sequence[ReductionRule]) -> ReductionRule | None:
    """The rule that takes most off the line; among equals the first. None when nothing is."""
    in_scope = [rule for rule in rules if covers(rule, line.set_by)]
    best = max(in_scope, key=lambda rule: lowering(rule, line.amount_vnd), default=None)
    return best if best and lowering(best, line.amount_vnd) else None


def _reduction(rule: ReductionRule, line: QuoteLine, filing: Filing) -> QuoteReduction:
    return QuoteReduction(
        key=rule.key,
        name=rule.name,
        percent=rule.percent,
        amount_vnd=-lowering(rule, line.amount_vnd),
        legal_basis=rule.legal_basis,
        line=line.key,
        explanation=calculation(rule, line.amount_vnd),
        reason=reason(rule, filing),
    )


def _not_added(
    lines: Sequence[QuoteLine], found: Sequence[ReductionRule], taken: set[str]
) -> tuple[str, ...]:
    """Names of rules that would have lowered a line by themselves, and lowered none."""
    return tuple(
        rule.name
        for rule in found
        if rule.key not in taken and any(_best(line, [rule]) for line in lines)
    )


def _class_notes(
    rules: Sequence[ReductionRule], filing: Filing, classes: Classes
) -> tuple[str, ...]:
    """Why a declared class does not count, where a rule would have asked for it."""
    asked = {
        each
        for rule in rules
        if is_in_force(rule, level=filing.level, on=filing.on, procedure_code=filing.procedure_code)
        for each in rule.applicant_classes
    }
    return tuple(note for each, note in classes.contradicted.items() if each in asked)


def _scope_notes(lines: Sequence[QuoteLine], found: Sequence[ReductionRule]) -> tuple[str, ...]:
    """Why a reduction that applies leaves a line alone."""
    return tuple(
        _("“%(rule)s” không tính cho “%(line)s”: mức thu này do %(who)s quy định.")
        % {"rule": rule.name, "line": line.name, "who": SetBy(line.set_by).label}
        for rule in found
        for line in lines
        if line.amount_vnd and not covers(rule, line.set_by)
    )


def _method() -> str:
    return _(
        "Mỗi khoản chỉ tính một mức giảm, là mức có lợi nhất cho người nộp; "
        "số còn phải nộp của từng khoản được làm tròn xuống đến đồng."
    )
