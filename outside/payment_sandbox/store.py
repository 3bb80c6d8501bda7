"""Documents: Stripe's objects by id and by kind."""

from collections.abc import Sequence
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
    types: Sequence[str] = (),
) -> tuple[list[Body], bool]:
    """The newest first, and whether there are more; `after` and `before` are ids of a page's ends,
    `since` and `until` (inclusive) bound `created`. As with Stripe, the page before an id is the
    one next to it, not the newest; an id that is not there is an error."""
    for end in filter(None, (after, before)):
        get(connection, kind, end)
    order = "ASC" if before else "DESC"
    found = connection.execute(
        f"""
        SELECT body FROM object
        WHERE kind = %(kind)s AND body @> %(equal)s
            AND (%(types)s::text[] IS NULL OR body ->> 'type' = ANY(%(types)s))
            AND (%(after)s = '' OR seq < (SELECT seq FROM object WHERE id = %(after)s))
            AND (%(before)s = '' OR seq > (SELECT seq FROM object WHERE id = %(before)s))
            AND (%(since)s = 0 OR (body ->> 'created')::bigint >= %(since)s)
            AND (%(until)s = 0 OR (body ->> 'created')::bigint <= %(until)s)
        ORDER BY seq {order} LIMIT %(limit)s
        """,  # noqa: S608 - one of two words
        {
            "kind": kind,
            "equal": Jsonb(equal),
            "after": after,
            "before": before,
            "since": since,
            "until": until,
            "types": list(types) or None,
            "limit": limit + 1,
        },
    ).fetchall()
    page = [dict(row["body"]) for row in found[:limit]]
    return page[::-1] if before else page, len(found) > limit
