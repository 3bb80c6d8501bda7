"""The life of a stand-in's process: from a free port to SIGTERM or Ctrl-C."""

import signal
import threading
from collections.abc import Iterable

from outside.serving.server import Handler, Server


def listen(host: str, port: int) -> Server:
    """A server at that address, not serving yet. Raises OSError for a busy port."""
    # Django reads its settings when it is first asked for an application.
    from django.core.wsgi import get_wsgi_application

    server = Server((host, port), Handler)
    server.set_app(get_wsgi_application())
    return server


def serve(server: Server, helpers: Iterable[threading.Thread], greeting: str) -> None:
    """Until SIGTERM or Ctrl-C, with the helpers working beside it."""
    for helper in helpers:
        helper.start()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: threading.Thread(target=server.shutdown).start())
    print(greeting, flush=True)  # noqa: T201
    server.serve_forever(poll_interval=0.2)
    server.server_close()
