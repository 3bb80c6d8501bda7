"""`manage.py seal_results`: try the seals again that wait, after somebody has mended why."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dossiers.actions.seal_results import seal_mended
from portal.signatures.models import SigningRun
from portal.signatures.queries import active_seal_of


class Command(BaseCommand):
    help = "Puts the seals on that wait, also those that failed for a reason mended by now."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each agency of which something waits."""
        tried = seal_mended()
        if not tried:
            self.stdout.write(_("Không có văn bản nào chờ chữ ký số của cơ quan."))
        for agency, run in tried.items():
            self.stdout.write(f"{agency.name}: {_words(agency.pk, run)}")


def _words(agency_id: int, run: SigningRun | None) -> str:
    if run is not None:
        return _("cơ quan đang ký số %(number)s văn bản.") % {"number": run.items.count()}
    seal = active_seal_of(agency_id)
    if seal is None:
        return _("cơ quan chưa có khóa ký số đang dùng.")
    if not seal.locator.get("pin_encrypted"):
        return _("khóa ký số của cơ quan chưa lưu mã PIN; thêm lại khóa kèm mã PIN.")
    return _("cơ quan đang ký số, hoặc chứng thư số không còn hạn dùng.")
