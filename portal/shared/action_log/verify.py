"""Walking the chain: is every entry what it was, and is none missing?

Each hash is computed anew from the row, by the expression that the trigger used. What the walk
cannot see by itself is a chain cut off at its end: an auditor notes `position:hash` of the head
and gives it to the next walk, which must find it again.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection, transaction

from portal.shared.action_log.models import HASHED

BATCH = 5000
WALK = f"""
    SELECT position, previous_hash, hash, {HASHED.format(row="entry")}
    FROM shared_actionlogentry AS entry ORDER BY position
"""  # noqa: S608 - built of constants of this file


@dataclass(frozen=True)
class Head:
    """The last entry of a whole chain; position 0 and no hash when the log is empty."""

    position: int
    hash: str

    def __str__(self) -> str:
        return f"{self.position}:{self.hash}"


class BrokenChain(Exception):
    """The text names the first broken entry and says what is wrong with it."""


def verify(noted: Head | None = None) -> Head:
    """Return the head of the chain; raises BrokenChain at the first entry that is wrong."""
    head, found = Head(0, ""), noted is None or noted.position == 0
    for position, previous_hash, kept, computed in _rows():
        if position != head.position + 1:
            raise BrokenChain(f"entry {head.position + 1} is missing")
        if kept != computed:
            raise BrokenChain(f"entry {position} was changed")
        if previous_hash != head.hash:
            raise BrokenChain(f"entry {position} does not follow entry {head.position}")
        head = Head(position, kept)
        if noted and noted.position == position:
            found = True
            if noted.hash != kept:
                raise BrokenChain(f"entry {position} is not the one that was noted")
    if not found and noted:
        raise BrokenChain(f"entry {head.position + 1} is missing: {noted.position} were noted")
    return head


def _rows() -> Iterator[tuple[int, str, str, str]]:
    """In batches through a cursor of the server, so that any number of entries can be walked."""
    with transaction.atomic(), connection.chunked_cursor() as cursor:
        cursor.execute(WALK)
        while batch := cursor.fetchmany(BATCH):
            yield from batch
