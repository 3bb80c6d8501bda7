"""Serves the mailbox's pages."""

import re
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from outside.mailbox import page
from outside.mailbox.store import Store

SHOWN = 200
MAIL = re.compile(r"^/mails/([\w.,=:-]+)/(html/)?$")


def serve(store: Store, port: int) -> ThreadingHTTPServer:
    """A server, bound and not yet running. Raises OSError when the port is taken."""

    class Handler(_Pages):
        mails = store

    return ThreadingHTTPServer(("127.0.0.1", port), Handler)


class _Pages(BaseHTTPRequestHandler):
    mails: Store

    def do_GET(self) -> None:
        if self.path == "/":
            self._answer(page.listing(self.mails.newest(SHOWN)))
        elif self.path == "/style.css":
            self._answer(page.STYLE, "text/css")
        else:
            self._mail()

    def _mail(self) -> None:
        match = MAIL.match(self.path)
        mail = self.mails.get(match[1]) if match else None
        if match is None or mail is None:
            self.send_error(HTTPStatus.NOT_FOUND)
        elif match[2]:
            self._answer(mail.body("html"), policy="sandbox; style-src 'unsafe-inline'")
        else:
            self._answer(page.reading(mail))

    def _answer(
        self, text: str, kind: str = "text/html", policy: str = "default-src 'self'"
    ) -> None:
        content = text.encode()
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the page is looked at all the time."""
