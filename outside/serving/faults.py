"""What a stand-in does wrong on demand: ordered by name, so many times, with a number."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from outside.serving.database import Connection


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong; `value` is the default of its number."""

    name: str
    label: str
    value: int = 0
    unit: str = ""


class Catalogue(Mapping[str, Fault]):
    """The faults that one stand-in knows, by name."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self._faults = {fault.name: fault for fault in faults}

    def __getitem__(self, name: str) -> Fault:
        return self._faults[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._faults)

    def __len__(self) -> int:
        return len(self._faults)

    def order(
        self, connection: Connection, name: str, *, count: int = 1, value: int | None = None
    ) -> None:
        """Let it go wrong the next `count` times; 0 takes the order back. KeyError for unknown."""
        fault = self[name]
        connection.execute(
            """
            INSERT INTO fault (name, remaining, value) VALUES (%s, %s, %s)
            ON CONFLICT (name) DO UPDATE SET remaining = excluded.remaining, value = excluded.value
            """,
            [name, count, fault.value if value is None else value],
        )


def take(connection: Connection, name: str) -> int | None:
    """The fault's number if it has been ordered (once less from now on), else None."""
    found = connection.execute(
        "UPDATE fault SET remaining = remaining - 1 WHERE name = %s AND remaining > 0"
        " RETURNING value",
        [name],
    ).fetchone()
    return found["value"] if found else None


def hits(connection: Connection, name: str) -> bool:
    """Whether it happens now (once less from now on)."""
    return take(connection, name) is not None


def ordered(connection: Connection) -> dict[str, dict[str, int]]:
    """What is still going to go wrong."""
    found = connection.execute(
        "SELECT name, remaining, value FROM fault WHERE remaining > 0"
    ).fetchall()
    return {row["name"]: {"count": row["remaining"], "value": row["value"]} for row in found}


def clear(connection: Connection) -> None:
    """All is well again."""
    connection.execute("DELETE FROM fault")
