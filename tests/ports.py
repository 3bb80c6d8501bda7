"""Ports for the real processes of a test, which nobody else is given meanwhile."""

import socket

_kept: list[socket.socket] = []


def reserved_port() -> int:
    """A port of this machine that stays ours until this test process ends.

    A port that is looked for and let go may be another process's by the time ours is up, or the
    own end of an outgoing connection. So it stays bound here, without listening: who binds it by
    name with SO_REUSEADDR, as every server does, gets it; who asks for any free port does not, and
    nobody is connected.
    """
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _kept.append(keeper)
    return int(keeper.getsockname()[1])


def reserved_ports(count: int) -> list[int]:
    """So many different ones."""
    return [reserved_port() for _ in range(count)]
