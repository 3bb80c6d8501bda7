"""`manage.py run_worker`: run the jobs of every queue."""

import asyncio
import threading
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from counter.management.commands.watch_scanners import SECONDS, watch
from portal.worker import work_until_signalled


class Command(BaseCommand):
    help = "Runs jobs (mail, PDF, payments, periodic work) until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where one machine does everything, the worker looks after the scanners as well."""
        parser.add_argument(
            "--watch-scanners", action="store_true", help="do what watch_scanners does, too"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        leave = threading.Event()
        if options["watch_scanners"] and settings.SCANNER_ROOT:
            # It may be cut off at any moment, as its own process may be killed.
            root = Path(settings.SCANNER_ROOT)
            threading.Thread(target=watch, args=(root, leave, SECONDS), daemon=True).start()
        try:
            asyncio.run(work_until_signalled())
        finally:
            leave.set()
