"""A small threaded server from the standard library: light, and able to cut a connection."""

import socket
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer


class Server(ThreadingMixIn, WSGIServer):
    """One thread per request."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A connection that was cut, by us or by the other side, is no news."""

    def server_bind(self) -> None:
        """Without asking the name service for our own name, which can take seconds; and at once
        after a process that was killed, whose connections still linger at the port."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.socket.bind(self.server_address)
        host, port = self.socket.getsockname()[:2]
        self.server_address = (host, port)
        self.server_name, self.server_port = str(host), port
        self.setup_environ()


class Handler(WSGIRequestHandler):
    """Gives views their connection, so that they can cut it."""

    connection: socket.socket

    def get_environ(self) -> dict[str, Any]:
        """WSGI's environment and `sandbox.connection`."""
        return {**super().get_environ(), "sandbox.connection": self.connection}

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""
