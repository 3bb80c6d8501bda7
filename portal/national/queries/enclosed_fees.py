"""The fees of the dossiers of one batch."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from payments.models import Obligation
from payments.states import ObligationState
from portal.national.mapping.enclosures import Fee
from services.models import FeeItem

CASH = "cash"
# Cancelled and reversed ones are not owed.
VALID = frozenset({ObligationState.DUE, ObligationState.SETTLED})


def obligations_by(subjects: Mapping[str, int]) -> Mapping[int, list[Obligation]]:
    """The obligations of these subjects, by what each subject stands for; one query."""
    owed: defaultdict[int, list[Obligation]] = defaultdict(list)
    found = Obligation.objects.filter(subject__in=subjects).only(
        "subject", "state", "lines", "settled_by"
    )
    for each in found.order_by("id"):
        owed[subjects[each.subject]].append(each)
    return owed


def fees_of(quote: Mapping[str, Any], owed: Sequence[Obligation]) -> tuple[Fee, ...]:
    """What is owed or was paid; without any obligation the quote, which came to nothing."""
    if not owed:
        return _fees([*quote.get("lines", ()), *quote.get("reductions", ())])
    return tuple(fee for each in owed if each.state in VALID for fee in _fees(each.lines))


def is_paid_online(owed: Iterable[Obligation]) -> bool:
    """Whether a provider has the money, and not a till."""
    return any(each.is_settled and each.settled_by != CASH for each in owed)


def _fees(lines: Iterable[Mapping[str, Any]]) -> tuple[Fee, ...]:
    """Reductions come off the line that they belong to; those of old quotes belong to none."""
    fees: dict[str, Fee] = {}
    alone: list[Fee] = []
    for each in lines:
        key, amount = each["key"], each["amount_vnd"]
        if "kind" in each:
            fees[key] = Fee(key, each["name"], amount, each["kind"] == FeeItem.Kind.FEE)
        elif each.get("line") in fees:
            line = fees[each["line"]]
            fees[line.key] = Fee(line.key, line.name, line.amount_vnd + amount, line.is_fee)
        else:
            alone.append(Fee(key, each["name"], amount, is_fee=True))
    return (*fees.values(), *alone)
