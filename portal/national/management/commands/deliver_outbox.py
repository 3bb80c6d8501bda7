"""`manage.py deliver_outbox`: tells the national portal every change of dossiers and catalogue."""

import signal
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.national import queries
from portal.national.adapters.chosen import national_portal
from portal.national.adapters.port import NationalPortal
from portal.national.delivery.deliverer import Deliverer
from portal.national.delivery.process import DeliveryProcess


class Command(BaseCommand):
    """Runs until SIGTERM or SIGINT; with `--once` delivers what can be delivered and ends."""

    help = "Deliver the changes of state to the national portal, in order per dossier."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="deliver what is due, then end")

    def handle(self, *args: Any, once: bool, **options: Any) -> None:
        deliverer = Deliverer(_portal())
        process = DeliveryProcess(deliverer, say=self._say)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda _number, _frame: process.stop())
        try:
            self._once(process) if once else process.run()
        finally:
            deliverer.close()

    def _once(self, process: DeliveryProcess) -> None:
        delivered = process.run_once()
        if delivered is None:
            self._say(_("Một tiến trình khác đang chuyển; không làm gì thêm."))
            return
        self._say(
            _("Đã chuyển %(delivered)d bản tin, còn lại %(left)d.")
            % {"delivered": delivered, "left": queries.undelivered().count()}
        )

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _portal() -> NationalPortal:
    """The adapter as the settings say. Raises CommandError with one line."""
    if not settings.NATIONAL_PORTAL_URL:
        raise CommandError(_("Chưa khai báo địa chỉ cổng quốc gia: đặt biến NATIONAL_PORTAL_URL."))
    authority = settings.NATIONAL_PORTAL_CA
    if authority and not Path(authority).is_file():
        raise CommandError(_("Không đọc được tệp chứng thư NATIONAL_PORTAL_CA: %s") % authority)
    try:
        return national_portal()
    except ImproperlyConfigured as error:
        raise CommandError(_("Cấu hình chưa đúng: %s") % error) from error
