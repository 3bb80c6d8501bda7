"""python manage.py withdraw_procedure CODE --reason WHY"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.accounts.actor import SYSTEM
from portal.shared.errors import Refusal
from services.actions.withdraw_procedure import withdraw_procedure
from services.models import Procedure


class Command(BaseCommand):
    """Takes a procedure out of force; exit 1 with the reason when it cannot be."""

    help = "Bãi bỏ một thủ tục"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """CODE and --reason."""
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--reason", required=True, metavar="WHY")

    def handle(self, *args: Any, code: str, reason: str, **options: Any) -> None:
        """Withdraw, report."""
        try:
            procedure = Procedure.objects.get(code=code)
            revision = withdraw_procedure(actor=SYSTEM, procedure=procedure, reason=reason)
        except Procedure.DoesNotExist:
            self._fail(_("Danh mục không có thủ tục nào mang mã %(code)s.") % {"code": code})
        except Refusal as refusal:
            self._fail(str(refusal))
        else:
            self.stdout.write(
                _("Đã bãi bỏ thủ tục %(code)s (phiên bản %(number)d).")
                % {"code": code, "number": revision.number}
            )

    def _fail(self, message: str) -> None:
        self.stderr.write(message)
        sys.exit(1)
