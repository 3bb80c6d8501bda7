"""python manage.py export_procedures DIR [CODE ...]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from services.exporting.archive import write_folder
from services.exporting.documents import documents, exportable_codes


class Command(BaseCommand):
    """Writes one JSON document for each procedure; exit 0 and how many, or exit 1."""

    help = "Xuất mỗi thủ tục thành một tệp JSON"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to, and which."""
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument("codes", nargs="*", metavar="CODE", help="Trống: tất cả")

    def handle(self, *args: Any, folder: Path, codes: list[str], **options: Any) -> None:
        """Write and report."""
        try:
            count = write_folder(folder, documents(codes or exportable_codes()))
        except OSError as error:
            self.stderr.write(
                _("Không ghi được vào %(folder)s: %(why)s")
                % {"folder": folder, "why": error.strerror}
            )
            sys.exit(1)
        if codes and count < len(set(codes)):
            self.stderr.write(_("Có mã không có thủ tục nào đang áp dụng."))
            sys.exit(1)
        self.stdout.write(_("Đã xuất %(count)d thủ tục.") % {"count": count})
