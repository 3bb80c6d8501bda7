"""The stand-in as a server: bound, then served by whoever asked for it."""

from pathlib import Path

from outside.serving.server import Handler, Server
from outside.trust_services.authority import Authority
from outside.trust_services.web import TrustServices


def listen(port: int, folder: Path) -> tuple[Server, TrustServices, str]:
    """A server at 127.0.0.1, bound and not yet serving (port 0: any free one), what it serves and
    its address. Raises OSError for a busy port."""
    server = Server(("127.0.0.1", port), Handler)
    url = f"http://127.0.0.1:{server.server_port}"
    services = TrustServices(Authority(folder, url))
    server.set_app(services)
    return server, services, url
