"""The delivery as a real process, as the Procfile starts it."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from urllib.parse import quote

from django.db import connection

from tests.portal.national.stub_process import CHECKOUT, NationalStub


def database_url(name: str | None = None) -> str:
    """The URL of the test database (or of another one on its server)."""
    known = connection.settings_dict
    options = known.get("OPTIONS", {})
    host = known["HOST"] or options.get("host", "")
    login = quote(known["USER"] or "")
    if known["PASSWORD"]:
        login += ":" + quote(known["PASSWORD"])
    port = f"&port={known['PORT']}" if known["PORT"] else ""
    return f"postgresql://{login}@/{name or known['NAME']}?host={quote(host, safe='/')}{port}"


def start_delivery(stub: NationalStub, *arguments: str) -> subprocess.Popen[str]:
    """Start the command against the test database and this stub."""
    return subprocess.Popen(
        [sys.executable, "manage.py", "deliver_outbox", *arguments],
        cwd=CHECKOUT,
        env=os.environ
        | {
            "DJANGO_SETTINGS_MODULE": "portal.settings.demo",
            "RUNS_JOBS": "false",
            "DATABASE_URL": database_url(),
            "NATIONAL_PORTAL_URL": stub.url,
            "NATIONAL_PORTAL_SECRET": stub.secret,
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def wait_until(true: Callable[[], object], *, seconds: float = 120.0) -> None:
    """Wait for it, or fail."""
    last = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < last, f"not within {seconds} s"
        time.sleep(0.05)
