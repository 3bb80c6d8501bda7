"""python manage.py reconcile [--day 2026-11-21] [--provider stripe]"""

import sys
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from payments.actions.reconcile_day import reconcile_day
from payments.actions.reconcile_lately import lately, reconcile_lately
from payments.models import Reconciliation, ReconciliationCase
from payments.models.reconciliation import MovementKind, ReconciliationResult
from payments.providers import registry
from payments.queries.reconciliation import open_cases_of
from portal.shared import clock
from portal.shared.money import format_vnd


class Command(BaseCommand):
    """Reconciles a day, or as the nightly round does; exit 1 when differences remain open or a
    list could not be read."""

    help = "Đối soát thanh toán: sổ của hệ thống, của đơn vị thanh toán và của ngân hàng"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--day and --provider."""
        parser.add_argument("--day", type=date.fromisoformat, metavar="2026-11-21")
        parser.add_argument("--provider", choices=[each.code for each in registry.online()])

    def handle(self, *args: Any, day: date | None, provider: str | None, **options: Any) -> None:
        """Compare and tell."""
        runs = self._runs(day, provider)
        for run in runs:
            self.stdout.write(_line(run))
        cases = open_cases_of(runs)
        for case in cases:
            self.stdout.write(_case(case))
        if cases or any(run.problem for run in runs):
            sys.exit(1)

    def _runs(self, day: date | None, provider: str | None) -> list[Reconciliation]:
        if day is None and provider is None:
            return reconcile_lately()
        if day is not None and day > clock.today():
            raise CommandError(_("Ngày này chưa tới."))
        codes = [provider] if provider else [each.code for each in registry.online()]
        days = [day] if day else lately()
        return [reconcile_day(provider=code, day=each) for code in codes for each in days]


def _line(run: Reconciliation) -> str:
    head = f"{run.day:%d/%m/%Y} {run.provider}: "
    if run.problem:
        return head + _("không đọc được danh sách: %(why)s") % {"why": run.problem}
    counts = ", ".join(
        f"{label.lower()} {run.counts.get(value, 0)}"
        for value, label in ReconciliationResult.choices
    )
    bank = _("chưa có sao kê") if run.bank_vnd is None else format_vnd(run.bank_vnd)
    sums = _("hệ thống %(ours)s, đơn vị thanh toán %(provider)s, ngân hàng %(bank)s") % {
        "ours": format_vnd(run.ours_vnd),
        "provider": format_vnd(run.provider_vnd),
        "bank": bank,
    }
    return f"{head}{counts}; {sums}"


def _case(case: ReconciliationCase) -> str:
    label = ReconciliationResult(case.result).label
    kind = MovementKind(case.kind).label
    return f"  {label}: {kind} {case.reference} ({case.day:%d/%m/%Y})"
