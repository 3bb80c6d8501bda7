"""Results: what is told to the partner, and the calls that tell it as they shall go wrong."""

from typing import Any

from outside.payment_platform import faults
from outside.payment_platform.config import Config, current
from outside.payment_platform.moments import written
from outside.payment_platform.signature import RESULT, digest
from outside.payment_platform.states import CODES, PAID
from outside.serving.database import Connection

Row = dict[str, Any]


def fields_of(row: Row, config: Config) -> dict[str, str]:
    """What both a result and the answer to QUERY say of a transaction."""
    return {
        "MaDoiTac": config.partner,
        "MaThamChieu": row["reference"],
        "SoTien": str(row["received"] if row["state"] == PAID else row["amount"]),
        "MaTienTe": row["currency"],
        "MaGiaoDich": row["number"],
        "MaNganHang": row["bank"],
        "ThoiGianGD": written(row["ended_at"] or row["created_at"]),
        "ThongTinGiaoDich": row["init"]["ThongTinGiaoDich"],
    }


def result_of(row: Row, config: Config) -> dict[str, str]:
    """The message RESULT, signed."""
    message = {"LoaiBanTin": "RESULT", "MaLoi": CODES[row["state"]], **fields_of(row, config)}
    return {**message, "MaXacThuc": digest(message, RESULT, config.secret)}


def lie_of(row: Row, config: Config) -> dict[str, str]:
    """The same, saying that all is paid, signed by somebody without the secret."""
    message = {**result_of(row, config), "MaLoi": "00", "SoTien": str(row["amount"])}
    return {**message, "MaXacThuc": digest(message, RESULT, "guessed")}


def announce(connection: Connection, reference: str) -> None:
    """Queue the calls about a transaction that has ended."""
    if not current().result_url:
        return
    if faults.hits(connection, "callback_forged"):
        _queue(connection, reference, forged=True)
    if faults.hits(connection, "callback_never"):
        return
    after = faults.take(connection, "callback_late") or 0
    for _ in range(2 if faults.hits(connection, "callback_twice") else 1):
        _queue(connection, reference, after=after)


def _queue(connection: Connection, reference: str, *, after: int = 0, forged: bool = False) -> None:
    connection.execute(
        "INSERT INTO delivery (reference, due, forged)"
        " VALUES (%s, now() + make_interval(secs => %s), %s)",
        [reference, after, forged],
    )
