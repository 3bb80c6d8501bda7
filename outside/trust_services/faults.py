"""What goes wrong on demand: ordered by name, so many times."""

import threading
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that can go wrong; `value` is the default of its number."""

    name: str
    label: str
    value: int = 0
    unit: str = ""


KNOWN = {
    fault.name: fault
    for fault in (
        Fault("timestamp_down", "Dịch vụ cấp dấu thời gian không trả lời"),
        Fault("ocsp_down", "Không hỏi được chứng thư còn hiệu lực hay không (OCSP, CRL)"),
        Fault("revoke", "Chứng thư được hỏi đến tiếp theo bị thu hồi"),
        Fault("remote_down", "Dịch vụ ký số từ xa không trả lời"),
        Fault("slow", "Trả lời chậm", value=5, unit="giây"),
    )
}


@dataclass
class _Order:
    count: int
    value: int


class Faults:
    """What has been ordered; several threads may use it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._orders: dict[str, _Order] = {}

    def order(self, name: str, *, count: int = 1, value: int | None = None) -> None:
        """Let it go wrong the next `count` times; 0 takes the order back. KeyError for unknown."""
        fault = KNOWN[name]
        with self._lock:
            self._orders[name] = _Order(count, fault.value if value is None else value)

    def take(self, name: str) -> int | None:
        """The fault's number if it has been ordered (once less from now on), else None."""
        with self._lock:
            order = self._orders.get(name)
            if order is None or order.count <= 0:
                return None
            order.count -= 1
            return order.value

    def hits(self, name: str) -> bool:
        """Whether it happens now (once less from now on)."""
        return self.take(name) is not None

    def ordered(self) -> dict[str, dict[str, int]]:
        """What is still going to go wrong."""
        with self._lock:
            return {
                name: {"count": order.count, "value": order.value}
                for name, order in self._orders.items()
                if order.count > 0
            }

    def clear(self) -> None:
        """All is well again."""
        with self._lock:
            self._orders.clear()
