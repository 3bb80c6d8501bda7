"""python manage.py compare_national [--dossiers|--catalogue] [--since YYYY-MM-DD|--all]"""

import sys
from argparse import ArgumentParser
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.national.actions.compare_catalogue import compare_catalogue
from portal.national.actions.compare_dossiers import compare_dossiers
from portal.national.actions.compare_nightly import DAYS
from portal.national.actions.start_comparison import start_comparison
from portal.national.models import Comparison
from portal.shared import clock

COMPARE = {
    Comparison.Kind.CATALOGUE: compare_catalogue,
    Comparison.Kind.DOSSIERS: compare_dossiers,
}


class Command(BaseCommand):
    """Compares now, in this process; exit 1 when the other side gives no usable answer."""

    help = "Đối chiếu với cổng quốc gia"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What, and since when."""
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--dossiers", action="store_true", help="Chỉ hồ sơ")
        what.add_argument("--catalogue", action="store_true", help="Chỉ danh mục thủ tục")
        since = parser.add_mutually_exclusive_group()
        since.add_argument(
            "--since", type=date.fromisoformat, metavar="YYYY-MM-DD", help="Hồ sơ từ ngày này"
        )
        since.add_argument("--all", dest="every", action="store_true", help="Mọi hồ sơ")

    def handle(
        self,
        *args: Any,
        dossiers: bool,
        catalogue: bool,
        since: date | None,
        every: bool,
        **options: Any,
    ) -> None:
        """Compare and report, one line each."""
        if since is None and not every:
            since = clock.today() - timedelta(days=DAYS)
        ends = [
            self._compare(kind, since)
            for kind, is_left_out in (
                (Comparison.Kind.CATALOGUE, dossiers),
                (Comparison.Kind.DOSSIERS, catalogue),
            )
            if not is_left_out
        ]
        if not all(ends):
            sys.exit(1)

    def _compare(self, kind: Comparison.Kind, since: date | None) -> bool:
        comparison, is_new = start_comparison(kind=kind, since=since)
        if not is_new:
            self.stderr.write(_("%(kind)s: đang có một lần đối chiếu chạy.") % {"kind": kind.label})
            return False
        comparison = COMPARE[kind](comparison_id=comparison.pk)
        if comparison.state != Comparison.State.DONE:
            self.stderr.write(f"{kind.label}: {comparison.error}")
            return False
        self.stdout.write(_report(comparison))
        return True


def _report(comparison: Comparison) -> str:
    return _(
        "%(kind)s: bên ta %(ours)d, cổng quốc gia %(theirs)d, lệch %(differing)d,"
        " gửi lại %(sent_again)d bản tin, đang chuyển %(under_way)d."
    ) % {
        "kind": comparison.get_kind_display(),
        "ours": comparison.ours,
        "theirs": comparison.theirs,
        "differing": comparison.differing,
        "sent_again": comparison.sent_again,
        "under_way": comparison.under_way,
    }
