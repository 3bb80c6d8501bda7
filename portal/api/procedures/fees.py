"""What a plain case would pay today, at the counter and online, by the catalogue's own rules."""

from typing import Any

from portal.shared import clock
from services.binding import Binding, binding
from services.fees.quote import Quote
from services.levels import is_online
from services.models import Revision
from services.plain_case import plain_quote


def fees_of(revision: Revision) -> dict[str, Any]:
    """The fee items with both sums."""
    bound = binding(revision.pk)
    online = _quote(bound, online=True) if is_online(revision.level) else None
    is_stated = revision.base_fee_vnd is not None
    return {
        "items": bound.fee_items,
        "counter_vnd": _quote(bound, online=False).total_vnd if is_stated else None,
        "online_vnd": online.total_vnd if online and is_stated else None,
        "online_reductions": online.reductions if online else (),
    }


def _quote(bound: Binding, *, online: bool) -> Quote:
    return plain_quote(
        bound.fee_items,
        bound.reductions,
        online=online,
        level=bound.level,
        on=clock.today(),
        procedure_code=bound.procedure_code,
    )
