"""`python manage.py import_agencies`: places and agencies of the province."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actor import SYSTEM
from portal.agencies.actions.import_agencies import import_agencies
from portal.agencies.seed import AGENCIES_FILE, UNITS_FILE, SeedFileError


class Command(BaseCommand):
    """Exit 0 and a summary, or exit 1 naming each bad row, nothing written."""

    help = "Creates or updates the administrative units and the agencies. Safe to repeat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Other files than the seed data of the repository."""
        parser.add_argument("--units", type=Path, default=UNITS_FILE)
        parser.add_argument("--agencies", type=Path, default=AGENCIES_FILE)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action and say what there is now."""
        try:
            summary = import_agencies(
                actor=SYSTEM, units_file=options["units"], agencies_file=options["agencies"]
            )
        except SeedFileError as error:
            raise CommandError("\n".join(["Nothing was written.", *error.problems])) from error
        self.stdout.write(f"{summary.units} units, {summary.agencies} agencies.")
