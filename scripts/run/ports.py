"""The ports of the demo; each can be moved by an environment variable."""

import os
import socket
from collections.abc import Iterable
from dataclasses import dataclass

import psutil

from scripts.run.complaint import Complaint


@dataclass(frozen=True)
class Port:
    """One address that `make run` listens on."""

    process: str
    variable: str
    default: int

    @property
    def number(self) -> int:
        """Raises Complaint when the variable is not a port number."""
        text = os.environ.get(self.variable, str(self.default))
        if not text.isdigit() or not 1 <= int(text) <= 65535:
            raise Complaint(
                f"{self.variable}={text} không phải là số cổng / is not a port number (1-65535)."
            )
        return int(text)


WEB = Port("web", "MOTCUA_PORT_WEB", 8000)
NATIONAL = Port("national", "MOTCUA_PORT_NATIONAL", 8100)
SANDBOX = Port("sandbox", "MOTCUA_PORT_SANDBOX", 8420)
PLATFORM = Port("platform", "MOTCUA_PORT_PLATFORM", 8430)
TRUST = Port("trust", "MOTCUA_PORT_TRUST", 8180)
MAIL = Port("mailbox", "MOTCUA_PORT_MAIL", 8025)
MAILBOX = Port("mailbox", "MOTCUA_PORT_MAILBOX", 8026)
ALL = (WEB, NATIONAL, SANDBOX, PLATFORM, TRUST, MAIL, MAILBOX)


def check_free(ports: Iterable[Port] = ALL) -> None:
    """Raises Complaint for the first port that somebody else uses."""
    for port in ports:
        if not _is_free(port.number):
            raise Complaint(_busy(port))


def is_open(port: Port) -> bool:
    """Whether somebody answers there."""
    with socket.socket() as sock:
        sock.settimeout(1)
        return sock.connect_ex(("127.0.0.1", port.number)) == 0


def _is_free(number: int) -> bool:
    with socket.socket() as sock:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind(("127.0.0.1", number))
        except OSError:
            return False
        return True


def _busy(port: Port) -> str:
    holder = _holder(port.number)
    who = f" ({holder.name()}, PID {holder.pid})" if holder else ""
    stop = f"kill {holder.pid}" if holder else f"sudo ss -ltnp 'sport = :{port.number}'"
    return (
        f"Cổng {port.number} ({port.process}) đang bận / port in use{who}. Dừng chương trình đó / "
        f"stop it: {stop} — hoặc chọn cổng khác / or choose another: "
        f"{port.variable}={port.number + 10000 if port.number < 55000 else 20000} make run"
    )


def _holder(number: int) -> psutil.Process | None:
    """Who listens there, where the system tells."""
    try:
        for connection in psutil.net_connections(kind="tcp"):
            if connection.status == psutil.CONN_LISTEN and connection.laddr.port == number:
                return psutil.Process(connection.pid) if connection.pid else None
    except psutil.Error:
        pass
    return None
