"""python manage.py import_procedures FILE.csv [--dry-run]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from services.actions.import_procedures import ImportSummary, import_procedures
from services.importing.problems import FileRefused


class Command(BaseCommand):
    """Imports a file of procedures; exit 0 and a summary, or exit 1 and every bad cell."""

    help = "Nạp danh mục thủ tục từ tệp CSV"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE and --dry-run."""
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ kiểm tra, không ghi")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        """Read, import, report."""
        try:
            summary = import_procedures(actor=SYSTEM, content=file.read_bytes(), dry_run=dry_run)
        except OSError as error:
            self._fail(
                _("Không đọc được tệp %(file)s: %(why)s") % {"file": file, "why": error.strerror}
            )
        except FileRefused as refused:
            self._fail("\n".join([refused.headline, *map(str, refused.problems)]))
        else:
            self.stdout.write(_report(summary, dry_run=dry_run))

    def _fail(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(1)


def _report(summary: ImportSummary, *, dry_run: bool) -> str:
    if not summary.added and not summary.changed:
        return _("%(total)d thủ tục, không có gì thay đổi.") % {"total": summary.total}
    counts = _("%(total)d thủ tục: thêm %(added)d, đổi %(changed)d, giữ nguyên %(unchanged)d.") % {
        "total": summary.total,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
    }
    return " ".join([counts, _("Chạy thử, chưa ghi gì.")]) if dry_run else counts
