"""`python manage.py reset_access LOGIN`: for people who can no longer get in."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from portal.accounts.actions.reset_access import reset_access
from portal.accounts.actor import SYSTEM
from portal.accounts.models import User


class Command(BaseCommand):
    """An operator runs it after someone has checked the person's identity card."""

    help = "Sets a temporary password, removes the second factor, or both, of one account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whose, and what."""
        parser.add_argument("login", help="e-mail or phone of the account")
        parser.add_argument("--password", action="store_true", help="set a temporary password")
        parser.add_argument("--second-factor", action="store_true", help="remove the authenticator")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and print the temporary password."""
        if not (options["password"] or options["second_factor"]):
            raise CommandError("Say what to reset: --password, --second-factor or both.")
        login = options["login"].lower()
        user = User.objects.filter(Q(email=login) | Q(phone=login)).first()
        if user is None:
            raise CommandError(f"No account signs in with {options['login']}.")
        temporary = reset_access(
            actor=SYSTEM,
            user=user,
            password=options["password"],
            second_factor=options["second_factor"],
        )
        if temporary:
            self.stdout.write(f"Temporary password: {temporary}")
        if options["second_factor"]:
            self.stdout.write("The second factor is removed; it is set up again at sign-in.")
