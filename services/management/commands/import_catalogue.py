"""python manage.py import_catalogue DIR|ZIP|FILE.json [--dry-run]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from services.actions.import_catalogue import import_catalogue
from services.importing.problems import FileRefused


class Command(BaseCommand):
    """Imports JSON documents; exit 0 and a summary, or exit 1 and every mistake."""

    help = "Nạp danh mục thủ tục từ các tệp JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where they are, and --dry-run."""
        parser.add_argument("path", type=Path, metavar="DIR|ZIP|FILE.json")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ kiểm tra, không ghi")

    def handle(self, *args: Any, path: Path, dry_run: bool, **options: Any) -> None:
        """Read, import, report."""
        try:
            summary = import_catalogue(actor=SYSTEM, path=path, dry_run=dry_run)
        except OSError as error:
            self._fail(
                _("Không đọc được %(file)s: %(why)s") % {"file": path, "why": error.strerror}
            )
        except FileRefused as refused:
            self._fail(f"{refused.headline}\n{refused}")
        words = {
            "total": summary.total(),
            "added": summary["added"],
            "changed": summary["changed"],
            "unchanged": summary["unchanged"],
        }
        text = _(
            "%(total)d thủ tục: thêm %(added)d, đổi %(changed)d, giữ nguyên %(unchanged)d."
        ) % words  # fmt: skip
        self.stdout.write(f"{text} {_('Chạy thử, chưa ghi gì.')}" if dry_run else text)

    def _fail(self, text: str) -> None:
        self.stderr.write(text)
        sys.exit(1)
