"""What became of each record of a call, whether or not the answer names the records."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from portal.national.adapters.port import Answer
from portal.national.adapters.rest_transport import short
from portal.national.adapters.session_transport import GOOD, Said, error_code
from portal.shared.folding import fold

Ask = Callable[[list[dict[str, object]]], Said]
ALREADY = ("da ton tai",)
MISSING = ("chua ton tai", "khong ton tai")


@dataclass(frozen=True)
class Item:
    """One record on its way; a call carries one of each dossier."""

    key: UUID
    code: str
    record: dict[str, object]


def verdicts(ask: Ask, items: Sequence[Item]) -> dict[UUID, Answer]:
    """An answer for each item. Raises EndpointError.

    Where the other side names no records, one bad record refuses the whole call: the call is
    halved until the bad one is alone. If nothing was taken then, it is not known whether it is the
    records or the other side: that is trouble, not a refusal.
    """
    if not items:
        return {}
    named: dict[UUID, str] = {}
    reasons = _reasons(ask, items, named)
    sure = named.keys() | (reasons.keys() if "" in reasons.values() else set())
    return {
        key: Answer(key, refusal=reason) if key in sure else Answer(key, trouble=reason)
        for key, reason in reasons.items()
    }


def is_already_there(reason: str) -> bool:
    """Whether it was not taken because it is there."""
    return any(words in fold(reason) for words in ALREADY)


def is_missing(reason: str) -> bool:
    """Whether it was not taken because what it changes is not there."""
    return any(words in fold(reason) for words in MISSING)


def _reasons(ask: Ask, items: Sequence[Item], named: dict[UUID, str]) -> dict[UUID, str]:
    """Why each was not taken; empty when it was. `named` gets those that the answer named."""
    said = ask([item.record for item in items])
    lines = _lines(said)
    found = {item.key: lines[item.code] for item in items if item.code in lines}
    named |= found
    rest = [item for item in items if item.key not in found]
    if said.is_good or not rest:
        return found | {item.key: "" for item in rest}
    if found:
        return found | _reasons(ask, rest, named)
    if len(rest) == 1:
        return {rest[0].key: said.reason}
    half = len(rest) // 2
    return _reasons(ask, rest[:half], named) | _reasons(ask, rest[half:], named)


def _lines(said: Said) -> dict[str, str]:
    """By the dossier's code, the records that the answer names."""
    data = said.content.get("data")
    lines: dict[str, str] = {}
    for line in data if isinstance(data, list) else ():
        code = error_code(line)
        if code is not None and isinstance(line, Mapping) and line.get("MaHoSo"):
            lines[str(line["MaHoSo"])] = "" if code == GOOD else _reason(line, code)
    return lines


def _reason(line: Mapping[str, object], code: str) -> str:
    return short(line.get("message")) or _(
        "Cổng quốc gia từ chối (error_code %(code)s) mà không nêu lý do."
    ) % {"code": code[:20]}
