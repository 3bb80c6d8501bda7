"""Who is called next."""

from datetime import datetime
from typing import Protocol

# The same order for the database: those who wait for this desk alone come before it.
IN_LINE = ("-is_priority", "line_at", "id")


class InLine(Protocol):
    """What the order looks at."""

    id: int
    is_priority: bool
    line_at: datetime
    wanted_desk_id: int | None


def place(ticket: InLine) -> tuple[bool, datetime, int]:
    """Smaller is earlier: priority first, then who has stood longer."""
    return (not ticket.is_priority, ticket.line_at, ticket.id)


def stands_before(other: InLine, ticket: InLine) -> bool:
    """Whether `other` is called before `ticket` (both wait in the same agency on the same day).

    A ticket that waits for one desk stands in that desk's own short line; for everybody else it
    counts as before them, because it takes the desk's time first.
    """
    if ticket.wanted_desk_id is not None:
        return other.wanted_desk_id == ticket.wanted_desk_id and place(other) < place(ticket)
    return other.wanted_desk_id is not None or place(other) < place(ticket)
