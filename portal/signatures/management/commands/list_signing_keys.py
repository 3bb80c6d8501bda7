"""`manage.py list_signing_keys`: which keys there are and how long they last."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from portal.shared import clock
from portal.signatures.queries import all_keys, expires_soon


class Command(BaseCommand):
    """One line for each key: active, end, kind, where it is kept, holder."""

    help = "Lists the signing keys; exit 1 with --check when an active one ends within 30 days."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """For a nightly look by the operator."""
        parser.add_argument("--check", action="store_true", help="exit 1 when one ends soon")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print them, those in use first."""
        soon = 0
        for key in all_keys():
            ends = key.not_after.astimezone(clock.PROVINCE_TIME)
            state = "active" if key.is_active else "off"
            warning = " SOON" if key.is_active and expires_soon(key) else ""
            holder = key.user.email if key.user else key.agency.code  # type: ignore[union-attr]
            self.stdout.write(
                f"{state}\t{ends:%d/%m/%Y}{warning}\t{key.kind}\t{key.backend}\t{holder}"
            )
            soon += bool(warning)
        if options["check"] and soon:
            raise SystemExit(1)
