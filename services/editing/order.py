"""Lists whose order is the admin's: moving, replacing and removing members, keys for new ones."""

from collections.abc import Callable, Collection, Sequence
from typing import TypeVar

from django.http import Http404
from django.utils.text import slugify

from portal.shared.folding import fold

Member = TypeVar("Member")
# Words that stand in addresses where a key could stand.
_RESERVED = {"new", "note", "quote"}


def moved(members: Sequence[Member], at: int, by: int) -> tuple[Member, ...]:
    """The members with the one at `at` moved by `by` places, as far as the list goes."""
    order = list(members)
    if not 0 <= at < len(order):
        raise Http404
    member = order.pop(at)
    order.insert(min(max(at + by, 0), len(order)), member)
    return tuple(order)


def without(members: Sequence[Member], at: int) -> tuple[Member, ...]:
    """The members without the one at `at`. Raises Http404 when it has gone already."""
    if not 0 <= at < len(members):
        raise Http404
    return (*members[:at], *members[at + 1 :])


def put(members: Sequence[Member], at: int | None, member: Member) -> tuple[Member, ...]:
    """The member in its place, or at the end (`at` is None)."""
    if at is None:
        return (*members, member)
    if not 0 <= at < len(members):
        raise Http404
    return (*members[:at], member, *members[at + 1 :])


def place_of(members: Sequence[Member], key: str, key_of: Callable[[Member], str]) -> int:
    """Where the member with this key stands. Raises Http404."""
    for at, member in enumerate(members):
        if key_of(member) == key:
            return at
    raise Http404


def new_key(name: str, taken: Collection[str], *, most: int, otherwise: str) -> str:
    """A key that speaks, made of a name; never one that is taken."""
    base = slugify(fold(name))[:most].strip("-_") or otherwise
    key, number = base, 1
    while key in taken or key in _RESERVED:
        number += 1
        suffix = f"-{number}"
        key = base[: most - len(suffix)].rstrip("-_") + suffix
    return key
