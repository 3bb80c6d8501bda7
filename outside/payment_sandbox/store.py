"""Documents: Stripe's objects by id and by kind."""

from typing import Any

from psycopg.types.json import Jsonb

from outside.payment_sandbox.errors import missing
from outside.serving.database import Connection

Body = dict[str, Any]
PLAIN = "SELECT body FROM object WHERE kind = %s AND id = %s"
LOCKED = "SELECT body FROM object WHERE kind = %s AND id = %s FOR UPDATE"


def add(connection: Connection, body: Body, hidden: Body | None = None) -> None:
    """Store a new object."""
    connection.execute(
        "INSERT INTO object (id, kind, body, hidden) VALUES (%s, %s, %s, %s)",
        [body["id"], body["object"], Jsonb(body), Jsonb(hidden or {})],
    )


def save(connection: Connection, body: Body) -> None:
    """Store an object's new state."""
    connection.execute("UPDATE object SET body = %s WHERE id = %s", [Jsonb(body), body["id"]])


def get(connection: Connection, kind: str, key: str, *, lock: bool = False) -> Body:
    """The object; Stripe's `resource_missing` when there is none. `lock`: nobody else may change
    it until the end of the transaction."""
    query = LOCKED if lock else PLAIN
    found = connection.execute(query, [kind, key]).fetchone()
    if found is None:
        raise missing(kind, key)
    return dict(found["body"])


def hidden_of(connection: Connection, key: str) -> Body:
    """What Stripe does not show of the object."""
    found = connection.execute("SELECT hidden FROM object WHERE id = %s", [key]).fetchone()
    return dict(found["hidden"]) if found else {}


def page(
    connection: Connection,
    kind: str,
    *,
    equal: dict[str, str],
    limit: int,
    after: str = "",
    before: str = "",
    since: int = 0,
    until: int = 0,
) -> tuple[list[Body], bool]:
    """The newest first, and whether there are more; `after` and `before` are ids of a page's ends,
    `since` and `until` (inclusive) bound `created`."""
    found = connection.execute(
        """
        SELECT body FROM object
        WHERE kind = %(kind)s AND body @> %(equal)s
            AND (%(after)s = '' OR seq < (SELECT seq FROM object WHERE id = %(after)s))
            AND (%(before)s = '' OR seq > (SELECT seq FROM object WHERE id = %(before)s))
            AND (%(since)s = 0 OR (body ->> 'created')::bigint >= %(since)s)
            AND (%(until)s = 0 OR (body ->> 'created')::bigint <= %(until)s)
        ORDER BY seq DESC LIMIT %(limit)s
        """,
        {
            "kind": kind,
            "equal": Jsonb(equal),
            "after": after,
            "before": before,
            "since": since,
            "until": until,
            "limit": limit + 1,
        },
    ).fetchall()
    return [dict(row["body"]) for row in found[:limit]], len(found) > limit
