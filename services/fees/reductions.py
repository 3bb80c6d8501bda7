"""Which reductions apply, and which one is taken.

Reductions do not add up: of several that apply, the one that is best for the person is taken, and
an exemption is a reduction of 100 percent (docs/decisions).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from services.eforms.conditions import parse_condition


class ReductionRule(Protocol):
    """What is needed of a `services.models.Reduction`."""

    key: str
    name: str
    percent: int
    legal_basis: str
    valid_from: date
    valid_to: date | None
    online_only: bool
    levels: list[int]
    procedure_codes: list[str]
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


def applicable(rules: Iterable[ReductionRule], filing: Filing) -> list[ReductionRule]:
    """Those that apply, the best for the person first; among equals the declared order."""
    found = [rule for rule in rules if _applies(rule, filing)]
    return sorted(found, key=lambda rule: (-rule.percent, rule.order, rule.key))


def _applies(rule: ReductionRule, filing: Filing) -> bool:
    """Both days of validity belong to it; an empty list of levels or procedures means all."""
    return (
        rule.valid_from <= filing.on
        and (rule.valid_to is None or filing.on <= rule.valid_to)
        and (filing.online or not rule.online_only)
        and (not rule.levels or filing.level in rule.levels)
        and (not rule.procedure_codes or filing.procedure_code in rule.procedure_codes)
        and _condition_holds(rule, filing.answers)
    )


def _condition_holds(rule: ReductionRule, answers: Mapping[str, Any]) -> bool:
    if not rule.condition:
        return True
    return parse_condition(rule.condition, f"{rule.key}.condition").holds(answers.get)
