"""python manage.py import_bank_statement FILE.csv [--account NUMBER] [--dry-run]"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from payments.actions.import_bank_statement import ImportedStatement, import_bank_statement
from payments.reconciliation.statement.problems import StatementRefused
from portal.accounts.actor import SYSTEM


class Command(BaseCommand):
    """Imports a bank statement; exit 0 and a summary, or exit 1 and every bad cell."""

    help = "Nạp sao kê ngân hàng từ tệp CSV (ngay, so_tham_chieu, so_tien, noi_dung)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE, --account and --dry-run."""
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--account", default="", help="Số tài khoản của sao kê")
        parser.add_argument("--dry-run", action="store_true", help="Chỉ kiểm tra, không ghi")

    def handle(self, *args: Any, file: Path, account: str, dry_run: bool, **options: Any) -> None:
        """Read, import, report."""
        try:
            imported = import_bank_statement(
                actor=SYSTEM,
                content=file.read_bytes(),
                file_name=file.name,
                account=account,
                dry_run=dry_run,
            )
        except OSError as error:
            self._fail(
                _("Không đọc được tệp %(file)s: %(why)s") % {"file": file, "why": error.strerror}
            )
        except StatementRefused as refused:
            self._fail("\n".join([refused.headline, *map(str, refused.problems)]))
        else:
            self.stdout.write(_report(imported, dry_run=dry_run))

    def _fail(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(1)


def _report(imported: ImportedStatement, *, dry_run: bool) -> str:
    statement = imported.statement
    words = _("Sao kê từ %(first)s đến %(last)s: thêm %(added)d dòng, đã có %(known)d dòng.") % {
        "first": f"{statement.first_day:%d/%m/%Y}",
        "last": f"{statement.last_day:%d/%m/%Y}",
        "added": imported.added,
        "known": imported.known,
    }
    return " ".join([words, _("Chạy thử, chưa ghi gì.")]) if dry_run else words
