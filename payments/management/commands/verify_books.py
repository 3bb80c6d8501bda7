"""`manage.py verify_books`: what the ledger says as a whole."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from payments.queries.books import account_sums, balance, held_by_provider, holders


class Command(BaseCommand):
    help = "Prints the sum of each account and what each provider holds; exit 1 if not balanced."

    def handle(self, *args: Any, **options: Any) -> None:
        """Reads the whole ledger: for checks, not for pages."""
        for account, amount_vnd in account_sums().items():
            self.stdout.write(f"{account}: {amount_vnd} đ")
        for provider in holders():
            self.stdout.write(f"held by {provider}: {held_by_provider(provider)} đ")
        if balance():
            self.stderr.write(f"the books do not balance: {balance()} đ")
            sys.exit(1)
        self.stdout.write("balanced")
