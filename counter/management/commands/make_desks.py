"""`python manage.py make_desks AGENCY_CODE COUNT`: the desks of an agency's counter."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from counter.actions.make_desks import make_desks
from portal.agencies.models import Agency
from portal.shared.errors import Refusal


class Command(BaseCommand):
    """Exit 0 and a summary, or exit 1 and nothing written."""

    help = "Desks 1 to COUNT of an agency are in use; those above it are put out of use."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which agency, how many."""
        parser.add_argument("agency", help="code of the agency, e.g. 000.00.01.H47")
        parser.add_argument("count", type=int)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them."""
        agency = Agency.objects.filter(code=options["agency"]).first()
        if agency is None:
            raise CommandError(f"{options['agency']}: there is no agency with this code.")
        try:
            count, added = make_desks(agency=agency, count=options["count"])
        except Refusal as refusal:
            raise CommandError(f"Nothing was written.\n{refusal}") from refusal
        self.stdout.write(f"{agency.name}: {count} desks in use, {added} of them new.")
        self.stdout.write(f"Kiosk: /queue/{agency.code}/  Wall: /queue/{agency.code}/wall/")
