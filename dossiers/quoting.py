"""The fee quote of a dossier: the catalogue's rules applied to its answers."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.binding import Binding
from services.fees.classes import classes_of
from services.fees.quote import Quote, quote


def quote_for(
    bound: Binding, answers: Mapping[str, Any], *, on: date, online: bool = True
) -> Quote:
    """What this dossier costs when filed on this day, online or at the counter.

    What the counter digitises and files through the citizen's own account counts as filed online
    (Chỉ thị 04 ngày 01/3/2022, Quảng Nam), so dossiers of the portal do.
    """
    return quote(
        bound.fee_items, bound.reductions, answers=answers, online=online, level=bound.level, on=on,
        procedure_code=bound.procedure_code, classes=classes_of(bound.eform, answers, on=on),
    )  # fmt: skip
