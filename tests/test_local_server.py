"""What a test's own server does when a client leaves, and when it fails itself."""

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from tests.local_server import serving
from tests.patience import PATIENCE_SECONDS

MUCH = b"x" * 5_000_000  # more than the buffers of a connection take


class Quiet(BaseHTTPRequestHandler):
    def log_message(self, *_args: Any) -> None:
        pass


def ask(port: int) -> socket.socket:
    client = socket.create_connection(("127.0.0.1", port))
    client.sendall(b"GET / HTTP/1.0\r\n\r\n")
    return client


def test_a_client_that_hangs_up_leaves_no_trace(capfd: pytest.CaptureFixture[str]) -> None:
    before = set(threading.enumerate())
    ended: list[type[BaseException]] = []

    class Handler(Quiet):
        def do_GET(self) -> None:
            try:
                while True:
                    self.wfile.write(MUCH)
            except ConnectionError as error:
                ended.append(type(error))
                raise

    with serving(Handler) as server:
        ask(server.server_port).close()
        until = time.monotonic() + PATIENCE_SECONDS
        while not ended and time.monotonic() < until:
            time.sleep(0.01)
    for thread in set(threading.enumerate()) - before:
        thread.join(PATIENCE_SECONDS)
        assert not thread.is_alive()
    assert len(ended) == 1
    assert "Exception" not in "".join(capfd.readouterr())


def test_a_fault_of_its_own_fails_the_test() -> None:
    class Handler(Quiet):
        def do_GET(self) -> None:
            raise KeyError("what the test forgot")

    with pytest.raises(ExceptionGroup) as raised, serving(Handler) as server:
        with ask(server.server_port) as client:
            assert client.recv(1) == b""
        until = time.monotonic() + PATIENCE_SECONDS
        while not server.faults and time.monotonic() < until:
            time.sleep(0.01)
    assert [str(fault) for fault in raised.value.exceptions] == ["'what the test forgot'"]


def test_it_has_stopped_when_the_block_ends() -> None:
    asked = threading.Event()

    class Handler(Quiet):
        def do_GET(self) -> None:
            asked.set()
            self.send_response(204)
            self.end_headers()

    with serving(Handler) as server, ask(server.server_port) as client:
        assert client.recv(12) == b"HTTP/1.0 204"
    assert asked.is_set()
    with pytest.raises(ConnectionRefusedError):
        ask(server.server_port)
