"""The fee of a plain case (one page, one copy), for showing a procedure before any answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.fees.quote import Quote, quote
from services.models import FeeItem, Reduction

QUANTITIES = ("quantity", "copies")


def plain_quote(
    fee_items: Iterable[FeeItem],
    reductions: Iterable[Reduction],
    *,
    online: bool,
    level: int,
    on: date,
    procedure_code: str,
) -> Quote:
    """What a person with nothing special to declare would pay on that day."""
    items = list(fee_items)
    return quote(
        items,
        list(reductions),
        answers=plain_answers(item.rule for item in items),
        online=online,
        level=level,
        on=on,
        procedure_code=procedure_code,
    )


def plain_answers(rules: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """One of everything that the rules count."""
    return {rule[name]: 1 for rule in rules for name in QUANTITIES if name in rule}
