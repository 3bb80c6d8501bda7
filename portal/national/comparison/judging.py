"""What is wrong about one dossier, from the messages told and those the other side has."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from portal.national.comparison.ours import OurMessage
from portal.national.models import Difference

Kind = Difference.Kind


@dataclass(frozen=True)
class Verdict:
    """A difference. `lacking` are our messages that mend it when they are sent again, in order:
    the end of what was told. Empty when sending again cannot mend it."""

    kind: str
    ours: str
    theirs: str
    lacking: tuple[int, ...] = ()


def in_figures(status: int | str, states: int) -> str:
    """`<last status> (<number of states>)`, as both sides are shown; empty for none."""
    return f"{status} ({states})" if states else ""


def judge(messages: Sequence[OurMessage], keys: Sequence[str] | None) -> Verdict | None:
    """None when both sides have the same states in the same order.

    Only a missing end can be sent again: a state in the middle would be refused, or become the
    last one. A form without keys counts equal states in a row at one moment once.
    """
    delivered = [message for message in messages if message.delivered_at]
    if not delivered and not keys:
        return None
    groups = _told(delivered, keys)
    names = [name for name, _members in groups]
    ours = in_figures(delivered[-1].status, len(groups)) if delivered else ""
    if keys is None:
        return Verdict(Kind.MISSING, ours, "", _ids(groups))
    if names == list(keys):
        return None
    lacking = _ids(groups[len(keys) :]) if names[: len(keys)] == list(keys) else ()
    kind = Kind.BEHIND if len(keys) < len(names) else Kind.STATE
    return Verdict(kind, ours, _their_figures(messages, keys), lacking)


def _told(
    delivered: Sequence[OurMessage], keys: Sequence[str] | None
) -> list[tuple[str, list[OurMessage]]]:
    if keys and all("@" in key for key in keys):
        return [(mark, list(same)) for mark, same in groupby(delivered, lambda each: each.mark)]
    return [(message.key, [message]) for message in delivered]


def _ids(groups: Sequence[tuple[str, list[OurMessage]]]) -> tuple[int, ...]:
    return tuple(message.pk for _name, members in groups for message in members)


def _their_figures(messages: Sequence[OurMessage], keys: Sequence[str]) -> str:
    """Their last status, as far as we can know it: of our own message, or named in the mark."""
    if not keys:
        return ""
    known = {message.key: str(message.status) for message in messages}
    last = keys[-1]
    return in_figures(known.get(last, last.split("@")[0] if "@" in last else "?"), len(keys))
