"""`python manage.py merge_agencies PLAN.csv`: many agencies closed, renamed and moved at once."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actor import Actor
from portal.accounts.models import StaffRole
from portal.accounts.roles import Role
from portal.administration.merge_plan.rows import read_plan
from portal.administration.merge_plan.run import Summary, run_plan, try_plan
from portal.agencies.seed import SeedFileError
from portal.shared import clock
from portal.shared.errors import Refusal

DEFAULT_REASON = "Sắp xếp đơn vị hành chính, tổ chức chính quyền địa phương 2 cấp."


class Command(BaseCommand):
    """Exit 0 and a summary, or exit 1 naming each bad cell by line and column, nothing written."""

    help = "Closes, merges, renames and moves agencies as a CSV plan says. Tried as a whole first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The plan, in whose name, and why."""
        parser.add_argument("plan", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="try it, write nothing")
        parser.add_argument("--by", default="", help="e-mail of the provincial admin who decided")
        parser.add_argument("--reason", default=DEFAULT_REASON, help="legal ground, in the history")

    def handle(self, *args: Any, **options: Any) -> None:
        """Try it, then do it."""
        dry = options["dry_run"]
        deed = try_plan if dry else run_plan
        try:
            rows = read_plan(options["plan"], clock.today())
            actor = _admin(options["by"])
            summary = deed(actor=actor, rows=rows, reason=options["reason"])
        except SeedFileError as error:
            raise CommandError("\n".join(["Nothing was written.", *error.problems])) from error
        except Refusal as refusal:
            raise CommandError(f"Nothing was written.\n{refusal}") from refusal
        self.stdout.write(_words(summary, dry))
        if summary.troubles:
            raise CommandError(
                "\n".join(["These wait, and are tried every five minutes:", *summary.troubles])
            )


def _admin(email: str) -> Actor:
    """Who answers for it: the admin named, or the only one there is."""
    roles = StaffRole.objects.filter(
        role=Role.PROVINCIAL_ADMIN, is_active=True, user__is_active=True
    ).select_related("user", "agency")
    if email:
        roles = roles.filter(user__email=email.lower())
    role = roles.order_by("pk").first()
    if role is None:
        raise CommandError("Nothing was written.\nNo such provincial admin: say who with --by.")
    return Actor.of_staff(role, role.user)


def _words(summary: Summary, dry: bool) -> str:
    lead = "Dry run, nothing written. Would be: " if dry else ""
    return (
        f"{lead}{summary.made} agencies made, {summary.moved} moved, {summary.renamed} renamed, "
        f"{summary.closed} closed, {summary.planned} planned for a later day; "
        f"{summary.dossiers} open dossiers and {summary.roles} roles went over."
    )
