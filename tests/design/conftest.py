"""A page of our own behind a small server: the scripts meet a real browser and real HTTP."""

import json
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, expect

from tests.local_server import serving
from tests.patience import PATIENCE_MS

# pytest-playwright keeps an event loop in the thread that other tests use for the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
expect.set_options(timeout=PATIENCE_MS)

STATIC = Path(settings.BASE_DIR) / "static"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}


@dataclass
class Reply:
    """What the server says to the next POST."""

    status: int = 200
    body: str = "{}"
    content_type: str = "application/json"

    @classmethod
    def saved(cls, version: int, **errors: str) -> "Reply":
        return cls(body=json.dumps({"saved_at": "14:03", "version": version, "errors": errors}))


@dataclass
class Site:
    """Pages to serve, replies to give, and what was posted."""

    url: str = ""
    html: str = ""
    reply: Reply = field(default_factory=Reply)
    posts: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    raw: list[bytes] = field(default_factory=list)

    def show(self, body: str, *scripts: str) -> None:
        """The page to serve: body and the scripts it loads."""
        tags = "".join(f'<script type="module" src="/static/js/{s}.js"></script>' for s in scripts)
        self.html = (
            '<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>x</title>'
            '<link rel="stylesheet" href="/static/css/main.css"></head>'
            f"<body><main>{body}</main>{tags}</body></html>"
        )


def handler_of(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def answer(self, status: int, content_type: str, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path.startswith("/static/"):
                file = STATIC / self.path.removeprefix("/static/")
                return self.answer(200, TYPES[file.suffix], file.read_bytes())
            return self.answer(200, "text/html; charset=utf-8", site.html.encode())

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"]))
            site.raw.append(raw)
            multipart = "multipart" in self.headers["Content-Type"]
            parsed = {} if multipart else parse_qs(raw.decode(), keep_blank_values=True)
            site.posts.append((self.path, parsed))
            reply = site.reply
            self.answer(reply.status, f"{reply.content_type}; charset=utf-8", reply.body.encode())

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    with serving(handler_of(site)) as server:
        site.url = server.url
        yield site


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The machine's own Chromium: nothing is downloaded."""
    executable = shutil.which("chromium") or "/usr/bin/chromium"
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    return {**browser_type_launch_args, "executable_path": executable, "args": quiet}


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(locale="vi-VN")
    context.set_default_timeout(PATIENCE_MS)
    tab = context.new_page()
    mistakes: list[str] = []
    tab.on("pageerror", lambda error: mistakes.append(str(error)))
    yield tab
    context.close()
    assert mistakes == []
