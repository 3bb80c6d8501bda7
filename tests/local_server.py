"""A server of a test's own, for the answers that no stand-in gives."""

import ssl
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

# How soon it sees that it is to stop.
POLL_SECONDS = 0.05


class LocalServer(ThreadingHTTPServer):
    """At a free port of this machine.

    A client that hangs up in the middle is no news: who gives up waiting does just that, and the
    library's own traceback would stand in the output of whatever test runs by then. Any other
    fault is the test's own; it is kept, and raised at the end of `serving`.
    """

    def __init__(self, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.faults: list[BaseException] = []
        self.scheme = "http"

    @property
    def url(self) -> str:
        """Without a slash at its end."""
        return f"{self.scheme}://127.0.0.1:{self.server_port}"

    def speak_tls(self, certificate: Path) -> None:
        """With this certificate and its key, from one file."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        # The handshake is the handler's, not that of the thread which takes the next connection.
        self.socket = context.wrap_socket(
            self.socket, server_side=True, do_handshake_on_connect=False
        )
        self.scheme = "https"

    def handle_error(self, request: Any, client_address: Any) -> None:
        fault = sys.exception()
        if fault is not None and not isinstance(fault, ConnectionError | ssl.SSLError):
            self.faults.append(fault)


@contextmanager
def serving(
    handler: type[BaseHTTPRequestHandler], *, certificate: Path | None = None
) -> Iterator[LocalServer]:
    """Serves on threads until the block ends; with a certificate over TLS."""
    server = LocalServer(handler)
    if certificate is not None:
        server.speak_tls(certificate)
    thread = threading.Thread(target=server.serve_forever, args=[POLL_SECONDS], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    if server.faults:
        raise ExceptionGroup("the test's own server failed", server.faults)  # type: ignore[type-var]
