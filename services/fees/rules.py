"""What one fee item costs. A rule is JSON; its kinds are described in docs/eforms.md.

Amounts are whole đồng. A quantity is the answer to a field of the e-form; while it is not
answered yet, one is assumed, so that a price can be shown before anything is filled in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from portal.shared.money import format_vnd

Rule = Mapping[str, Any]
Answers = Mapping[str, Any]


class RuleError(ValueError):
    """A rule's JSON cannot be used."""


@dataclass(frozen=True)
class Charge:
    """What an item costs, for how many units, in words."""

    quantity: int
    amount_vnd: int
    explanation: str


def charge(rule: Rule, answers: Answers) -> Charge:
    """The charge of a rule under these answers. Raises RuleError."""
    kind = rule.get("kind")
    if kind not in _KINDS:
        raise RuleError(f"kind: không có cách tính “{kind}”")
    return _KINDS[kind](rule, answers)


def _fixed(rule: Rule, answers: Answers) -> Charge:
    amount = _amount(rule, "amount_vnd")
    return Charge(1, amount, _("%(amount)s một hồ sơ.") % {"amount": format_vnd(amount)})


def _per_unit(rule: Rule, answers: Answers) -> Charge:
    each, quantity = _amount(rule, "amount_vnd"), _quantity(rule, "quantity", answers)
    words = {"quantity": quantity, "unit": _unit(rule), "each": format_vnd(each)}
    return Charge(quantity, each * quantity, _("%(quantity)d %(unit)s × %(each)s.") % words)


def _first_then(rule: Rule, answers: Answers) -> Charge:
    """One amount for the first units together, another for each unit after them."""
    amount, included = _amount(rule, "amount_vnd"), _amount(rule, "included")
    extra, quantity = _amount(rule, "extra_vnd"), _quantity(rule, "quantity", answers)
    beyond = max(quantity - included, 0)
    words = {"amount": format_vnd(amount), "included": included, "unit": _unit(rule)}
    text = _("%(amount)s cho %(included)d %(unit)s đầu") % words
    if beyond:
        text += _(", thêm %(beyond)d %(unit)s × %(extra)s") % {
            "beyond": beyond, "unit": _unit(rule), "extra": format_vnd(extra)
        }  # fmt: skip
    return Charge(quantity, amount + beyond * extra, text + ".")


def _tiered(rule: Rule, answers: Answers) -> Charge:
    """So much for each of the first units, less for the next; at most so much a copy."""
    units = _quantity(rule, "quantity", answers)
    copies = _quantity(rule, "copies", answers) if "copies" in rule else 1
    parts = _tier_parts(rule, units)
    per_copy = sum(count * each for count, each in parts)
    text = " + ".join(f"{count} {_unit(rule)} × {format_vnd(each)}" for count, each in parts)
    cap = rule.get("max_per_copy_vnd")
    if cap is not None and per_copy > _amount(rule, "max_per_copy_vnd"):
        per_copy = int(cap)
        text += _(", tối đa %(cap)s một %(unit)s") % {
            "cap": format_vnd(per_copy), "unit": _copy_unit(rule)
        }  # fmt: skip
    if copies != 1:
        text = _("%(text)s; %(copies)d %(unit)s × %(each)s") % {
            "text": text, "copies": copies, "unit": _copy_unit(rule), "each": format_vnd(per_copy)
        }  # fmt: skip
    return Charge(copies, per_copy * copies, text + ".")


def _tier_parts(rule: Rule, units: int) -> list[tuple[int, int]]:
    """How many units fall into each tier, with the tier's amount."""
    parts, done = [], 0
    for tier in rule.get("tiers") or []:
        upper = min(units, _amount(tier, "up_to")) if "up_to" in tier else units
        if upper > done:
            parts.append((upper - done, _amount(tier, "amount_vnd")))
            done = upper
    if done < units:
        raise RuleError("tiers: bậc cuối cùng không được có up_to")
    return parts


def _amount(rule: Rule, key: str) -> int:
    value = rule.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise RuleError(f"{key}: phải là số nguyên không âm")
    return value


def _quantity(rule: Rule, key: str, answers: Answers) -> int:
    field = rule.get(key)
    if not isinstance(field, str):
        raise RuleError(f"{key}: phải là khóa của một trường")
    answer = answers.get(field)
    if not isinstance(answer, int) or isinstance(answer, bool):
        return 1
    return max(answer, 0)


def _unit(rule: Rule) -> str:
    return str(rule.get("unit", _("bản")))


def _copy_unit(rule: Rule) -> str:
    return str(rule.get("copy_unit", _("bản")))


_KINDS: dict[str, Callable[[Rule, Answers], Charge]] = {
    "fixed": _fixed,
    "per_unit": _per_unit,
    "first_then": _first_then,
    "tiered": _tiered,
}
