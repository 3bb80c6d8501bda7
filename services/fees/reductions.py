"""Which reductions apply to a filing, to which of its fees, and how much each takes off.

Reductions do not add up: each fee takes the one that is best for the person, and an exemption is
a reduction of 100 percent (docs/decisions). Each names its legal text: half the fee online is
Nghị quyết 47 of 8.12.2021 of the province's people's council (services/data/reductions.json).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd
from services.applicant_class import ApplicantClass
from services.eforms.conditions import parse_condition
from services.models import Reduction, SetBy


class ReductionRule(Protocol):
    """What is needed of a `services.models.Reduction`."""

    key: str
    name: str
    percent: int | None
    amount_vnd: int | None
    legal_basis: str
    valid_from: date
    valid_to: date | None
    channel: str
    levels: list[int]
    fees_set_by: str
    procedure_codes: list[str]
    applicant_classes: list[str]
    condition: dict[str, Any]
    order: int


@dataclass(frozen=True)
class Filing:
    """The circumstances of a filing that decide about reductions."""

    answers: Mapping[str, Any]
    online: bool
    level: int
    on: date
    procedure_code: str
    classes: Mapping[ApplicantClass, str] = field(default_factory=dict)
    """The applicant's classes, each with the reason why (`services.fees.classes`)."""


def in_declared_order(rules: Iterable[ReductionRule]) -> list[ReductionRule]:
    """However the rules were read, the same rule comes first among equals."""
    return sorted(rules, key=lambda rule: (rule.order, rule.key))


def applies(rule: ReductionRule, filing: Filing) -> bool:
    """Whether the rule lowers a fee in its scope."""
    channel = Reduction.Channel.ONLINE if filing.online else Reduction.Channel.COUNTER
    return (
        is_in_force(rule, level=filing.level, on=filing.on, procedure_code=filing.procedure_code)
        and rule.channel in (channel, Reduction.Channel.ANY)
        and (not rule.applicant_classes or bool(_shared_classes(rule, filing)))
        and _condition_holds(rule, filing.answers)
    )


def is_in_force(rule: ReductionRule, *, level: int, on: date, procedure_code: str) -> bool:
    """Whether someone may profit from it that day, whoever files and how.

    Both days of validity belong to it; an empty list of levels or procedures means all.
    """
    return (
        rule.valid_from <= on
        and (rule.valid_to is None or on <= rule.valid_to)
        and (not rule.levels or level in rule.levels)
        and (not rule.procedure_codes or procedure_code in rule.procedure_codes)
    )


def covers(rule: ReductionRule, set_by: str) -> bool:
    """Whether a fee set by `set_by` is in its scope; an empty scope means all fees."""
    return not rule.fees_set_by or rule.fees_set_by == set_by


def lowering(rule: ReductionRule, amount_vnd: int) -> int:
    """How many đồng it takes off a fee of this amount: never less than none, never more than all.

    Of a percentage, what remains to be paid is rounded down to whole đồng, in favour of the
    person.
    """
    if rule.percent is not None:
        percent = min(max(rule.percent, 0), 100)
        return amount_vnd - amount_vnd * (100 - percent) // 100
    return min(max(rule.amount_vnd or 0, 0), amount_vnd)


def calculation(rule: ReductionRule, amount_vnd: int) -> str:
    """How the sum that is taken off came about, in words."""
    amount = format_vnd(amount_vnd)
    if rule.percent is None:
        each = format_vnd(rule.amount_vnd or 0)
        if lowering(rule, amount_vnd) < (rule.amount_vnd or 0):
            return _("%(each)s một khoản, nhưng không quá %(amount)s") % {
                "each": each, "amount": amount
            }  # fmt: skip
        return _("%(each)s một khoản") % {"each": each}
    if rule.percent >= 100:
        return _("toàn bộ %(amount)s") % {"amount": amount}
    words = {"percent": rule.percent, "amount": amount}
    if amount_vnd * (100 - rule.percent) % 100:
        return _("%(percent)d%% của %(amount)s, số còn lại làm tròn xuống đến đồng") % words
    return _("%(percent)d%% của %(amount)s") % words


def reason(rule: ReductionRule, filing: Filing) -> str:
    """Why the rule applies to this filing, in words; empty when it applies to everyone."""
    reasons = []
    if rule.channel == Reduction.Channel.ONLINE:
        reasons.append(_("hồ sơ nộp trực tuyến"))
    if rule.channel == Reduction.Channel.COUNTER:
        reasons.append(_("hồ sơ nộp tại quầy"))
    if rule.levels:
        reasons.append(_("dịch vụ công mức độ %(level)d") % {"level": filing.level})
    reasons += [filing.classes[each] for each in _shared_classes(rule, filing)]
    if rule.condition:
        reasons.append(_("đúng điều kiện theo nội dung kê khai"))
    if rule.fees_set_by:
        reasons.append(_("mức thu do %(who)s quy định") % {"who": SetBy(rule.fees_set_by).label})
    return "; ".join(reasons)


def _shared_classes(rule: ReductionRule, filing: Filing) -> list[ApplicantClass]:
    return [each for each in filing.classes if each in rule.applicant_classes]


def _condition_holds(rule: ReductionRule, answers: Mapping[str, Any]) -> bool:
    if not rule.condition:
        return True
    return parse_condition(rule.condition, f"{rule.key}.condition").holds(answers.get)
