"""`python -m outside.national_stub [--port 8100]`: prepare the database, then serve."""

import argparse
import os
import socket
import sys
from importlib import import_module

import django
from django.core.management import call_command

from outside.national_stub.database import database_url, ensure_database

# Loaded after django.setup(): it holds models.
PREPARATION = "outside.national_stub.identity.prepare"


def main() -> None:
    """Make and migrate the database, then become the web server (the same process)."""
    parser = argparse.ArgumentParser(prog="python -m outside.national_stub")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8100)
    options = parser.parse_args()
    _refuse_busy_port(options.host, options.port)
    os.environ["DJANGO_SETTINGS_MODULE"] = "outside.national_stub.settings"
    ensure_database(database_url())
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    os.environ["NATIONAL_STUB_SECRET_KEY"] = import_module(PREPARATION).prepare()
    _become_server(options.host, options.port)


def _refuse_busy_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            sys.exit(
                f"Cổng {port} đang bận: dừng chương trình đang dùng cổng này, "
                f"hoặc chạy lại với --port {port + 1}."
            )


def _become_server(host: str, port: int) -> None:
    arguments = ["--interface", "wsgi", "--host", host, "--port", str(port), "--workers", "1"]
    arguments += ["--blocking-threads", "4", "--log-level", "warning"]
    arguments += ["outside.national_stub.wsgi:application"]
    os.execv(sys.executable, [sys.executable, "-m", "granian", *arguments])  # noqa: S606


if __name__ == "__main__":
    main()
