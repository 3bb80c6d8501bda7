"""`python manage.py appoint_admin EMAIL NAME`: the first provincial admin of an installation."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.accounts.actions.appoint_admin import appoint_admin
from portal.accounts.actor import SYSTEM
from portal.agencies.models import Agency
from portal.shared.errors import InvalidInput


class Command(BaseCommand):
    """Everybody else is invited by an admin on the pages; the first one nobody can invite."""

    help = "Makes an account with the role of provincial admin and prints its temporary password."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who, and in which agency."""
        parser.add_argument("email")
        parser.add_argument("full_name", metavar="NAME")
        parser.add_argument("--agency", metavar="CODE", help="default: the one of level centre")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print the temporary password."""
        try:
            temporary = appoint_admin(
                actor=SYSTEM,
                full_name=options["full_name"],
                email=options["email"],
                agency=_agency(options["agency"]),
            )
        except InvalidInput as refusal:
            raise CommandError(" ".join(refusal.errors.values())) from refusal
        self.stdout.write(f"Temporary password: {temporary}")


def _agency(code: str | None) -> Agency:
    rule = {"code": code} if code else {"level": Agency.Level.CENTRE, "closed_on": None}
    found = Agency.objects.filter(**rule).first()
    if found is None:
        raise CommandError("No such agency. Import the agencies first: manage.py import_agencies")
    return found
