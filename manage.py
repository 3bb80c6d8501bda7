#!/usr/bin/env python
"""Command-line entry of Một Cửa; the demo settings are the default."""

import contextlib
import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.demo")
    from django.core.management import execute_from_command_line

    with _database():
        execute_from_command_line(sys.argv)


def _database() -> contextlib.AbstractContextManager[None]:
    """The demo's embedded server for the length of the command, where no other is named."""
    if os.environ.get("DATABASE_URL") or not os.environ["DJANGO_SETTINGS_MODULE"].endswith(".demo"):
        return contextlib.nullcontext()
    from portal.shared.embedded_postgres import DEMO, running

    return running(DEMO)


if __name__ == "__main__":
    main()
