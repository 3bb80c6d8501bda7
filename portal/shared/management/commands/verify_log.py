"""`manage.py verify_log [--noted POSITION:HASH]`: is the action log whole?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.shared.action_log.verify import BrokenChain, Head, verify


class Command(BaseCommand):
    help = "Walks the hash chain of the action log; exit 1 names the first broken entry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--noted",
            metavar="POSITION:HASH",
            help="a head that this command printed earlier; it must still be in the chain",
        )

    def handle(self, *args: Any, noted: str | None, **options: Any) -> None:
        try:
            head = verify(_parse(noted) if noted else None)
        except BrokenChain as broken:
            self.stderr.write(f"Nhật ký đã bị sửa / the action log is broken: {broken}")
            sys.exit(1)
        self.stdout.write(
            f"Nhật ký nguyên vẹn / the action log is whole: {head.position} entries, head {head}"
        )


def _parse(noted: str) -> Head:
    position, _, value = noted.partition(":")
    if not position.isdigit():
        raise CommandError("--noted: POSITION:HASH")
    return Head(int(position), value)
