"""Transactions: made once per reference, ended once."""

import secrets
from datetime import datetime
from typing import Any

from psycopg.types.json import Jsonb

from outside.payment_platform import faults
from outside.payment_platform.results import announce
from outside.payment_platform.states import CANCELLED, FAILED, PAID, TIME_OVER, UNDECIDED, WAITING
from outside.serving.database import Connection

Row = dict[str, Any]


def create(connection: Connection, message: Row, expires_at: datetime) -> Row:
    """The transaction of the message's reference, made now or earlier."""
    connection.execute(
        """
        INSERT INTO transaction (reference, page, number, amount, currency, init, expires_at)
        VALUES (%s, %s, %s, %s, %s, %s, %s) ON CONFLICT (reference) DO NOTHING
        """,
        [
            message["MaThamChieu"],
            secrets.token_urlsafe(18),
            f"TT{secrets.token_hex(6).upper()}",
            int(message["SoTien"]),
            message["MaTienTe"],
            Jsonb(message),
            expires_at,
        ],
    )
    found = by_reference(connection, message["MaThamChieu"])
    assert found is not None
    return found


def by_reference(connection: Connection, reference: str) -> Row | None:
    """The transaction as it stands now, its row locked."""
    return _now(
        connection,
        connection.execute(
            "SELECT * FROM transaction WHERE reference = %s FOR UPDATE", [reference]
        ).fetchone(),
    )


def by_page(connection: Connection, page: str) -> Row | None:
    """The same, by the end of the page's address."""
    return _now(
        connection,
        connection.execute(
            "SELECT * FROM transaction WHERE page = %s FOR UPDATE", [page]
        ).fetchone(),
    )


def pay(connection: Connection, row: Row, bank: str) -> Row:
    """Take the money, unless the bank refuses or does not answer. The row waits and is locked."""
    if faults.hits(connection, "decline"):
        return refuse(connection, row, bank)
    amount = row["amount"] + (faults.take(connection, "amount_changed") or 0)
    currency = "USD" if faults.hits(connection, "currency_changed") else row["currency"]
    if faults.hits(connection, "undecided"):
        return _end(connection, row, UNDECIDED, bank=bank)
    return _end(connection, row, PAID, bank=bank, received=amount, currency=currency)


def decide(connection: Connection, row: Row) -> Row:
    """The bank answers at last: it did take the money."""
    return _end(connection, row, PAID, bank=row["bank"], received=row["amount"])


def refuse(connection: Connection, row: Row, bank: str) -> Row:
    """The bank refuses: this transaction is over, another try needs another reference."""
    return _end(connection, row, FAILED, bank=bank)


def cancel(connection: Connection, row: Row) -> Row:
    """Nobody can pay it any more; what has ended stays as it is."""
    return _end(connection, row, CANCELLED) if row["state"] == WAITING else row


def expire_overdue(connection: Connection) -> None:
    """Transactions whose time is over and at which nobody looks."""
    overdue = connection.execute(
        "SELECT * FROM transaction WHERE state = '0' AND expires_at <= now()"
        " ORDER BY seq LIMIT 100 FOR UPDATE SKIP LOCKED"
    ).fetchall()
    for row in overdue:
        _now(connection, row)


def _now(connection: Connection, row: Row | None) -> Row | None:
    """Ended if its time is over."""
    if row is None or row["state"] != WAITING:
        return row
    over = connection.execute("SELECT now() >= %s AS over", [row["expires_at"]]).fetchone()
    return _end(connection, row, TIME_OVER) if over and over["over"] else row


def _end(
    connection: Connection,
    row: Row,
    state: str,
    *,
    bank: str = "",
    received: int = 0,
    currency: str = "",
) -> Row:
    ended = connection.execute(
        """
        UPDATE transaction SET state = %s, bank = %s, received = %s, currency = %s, ended_at = now()
        WHERE reference = %s RETURNING *
        """,
        [state, bank, received, currency or row["currency"], row["reference"]],
    ).fetchone()
    assert ended is not None
    if state != UNDECIDED:
        announce(connection, ended["reference"])
    return ended
