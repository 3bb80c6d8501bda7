"""`manage.py check_payments`: does money heal by itself?"""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from payments.queries.health import payments_health


class Command(BaseCommand):
    help = "Says in one line whether payments heal by themselves; exit 1 when somebody has to look."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = payments_health()
        if verdict.is_well:
            self.stdout.write(f"ok: {verdict.text}")
            return
        self.stderr.write(f"{verdict.reason}: {verdict.text}")
        sys.exit(1)
