"""What the sandbox does wrong on demand."""

from dataclasses import dataclass

from outside.payment_sandbox.database import Connection


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong; `value` is the default of its number."""

    name: str
    label: str
    value: int = 0
    unit: str = ""


FAULTS = {
    fault.name: fault
    for fault in (
        Fault("decline", "Ngân hàng từ chối dù bấm «Trả tiền»"),
        Fault("amount_changed", "Thu sai số tiền: cộng thêm", -1000, "đồng"),
        Fault("crash_after_charge", "Trừ tiền xong thì đứt kết nối, không quay lại cổng"),
        Fault("crash_after_create", "Tạo giao dịch xong thì đứt kết nối, không trả lời API"),
        Fault("error_500", "API trả lỗi 500"),
        Fault("slow", "API trả lời chậm", 10, "giây"),
        Fault("callback_never", "Không gọi lại (webhook)"),
        Fault("callback_late", "Gọi lại muộn", 90, "giây"),
        Fault("callback_twice", "Gọi lại hai lần"),
        Fault(
            "callback_out_of_order", "Giữ lời gọi kế tiếp để nó đến sau lời gọi sau nó", 5, "giây"
        ),
        Fault("callback_before_redirect", "Gọi lại trước khi người nộp quay về"),
        Fault("callback_forged", "Thêm một lời gọi giả chữ ký, nói là đã trả tiền"),
    )
}


def order(connection: Connection, name: str, *, count: int = 1, value: int | None = None) -> None:
    """Let it go wrong the next `count` times; 0 takes the order back. KeyError for unknown."""
    fault = FAULTS[name]
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
