"""`manage.py watch_scanners`: brings what the desks' scanners write to the clients at the desks."""

import logging
import signal
import threading
from argparse import ArgumentParser
from pathlib import Path
from traceback import format_tb
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, close_old_connections

from counter.models import Desk
from counter.scanner.look import look
from portal.shared import clock

logger = logging.getLogger(__name__)

SECONDS = 1.0
_LOOKS_BETWEEN_FOLDERS = 60


class Command(BaseCommand):
    """Looks once a second; outlives a share that is away and a database that restarts."""

    help = "Nhận trang quét từ các thư mục trong SCANNER_ROOT / takes scans from desks' folders."

    # They load every page of the portal, and this process serves none.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`--seconds` between two looks."""
        parser.add_argument("--seconds", type=float, default=SECONDS)

    def handle(self, *args: Any, **options: Any) -> None:
        """Until SIGTERM or SIGINT. Without SCANNER_ROOT there is nothing to watch."""
        leave = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: leave.set())
        if not settings.SCANNER_ROOT:
            self.stdout.write("SCANNER_ROOT trống: không theo dõi máy quét / nothing to watch.")
            leave.wait()
            return
        watch(Path(settings.SCANNER_ROOT), leave, float(options["seconds"]))


def watch(root: Path, leave: threading.Event, seconds: float) -> None:
    """Look until told to leave."""
    looks = 0
    while not leave.wait(seconds):
        try:
            if looks % _LOOKS_BETWEEN_FOLDERS == 0:
                make_folders(root)
            look(root, clock.now())
            looks += 1
        except (OperationalError, InterfaceError):
            logger.warning("Cơ sở dữ liệu không trả lời / database does not answer")
        except OSError as error:
            logger.warning("Không đọc được thư mục quét / cannot read the scans: %s", error)
        except Exception as error:
            # Of one desk, or of one file: the others go on scanning.
            where = "".join(format_tb(error.__traceback__)[-1:])
            logger.error("Lỗi khi nhận trang quét / scans: %s\n%s", type(error).__name__, where)
        close_old_connections()


def make_folders(root: Path) -> None:
    """A folder for every desk in use, so that scanners can be set to it."""
    for agency, number in Desk.objects.filter(is_active=True).values_list("agency__code", "number"):
        (root / agency / str(number)).mkdir(parents=True, exist_ok=True)
