"""Draw the graphs of money into the documentation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from payments.diagram import payment_states_page


class Command(BaseCommand):
    """`python manage.py draw_payment_states`."""

    help = "Writes docs/payment-states.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        target = settings.BASE_DIR / "docs" / "payment-states.md"
        target.write_text(payment_states_page(), encoding="utf-8")
        self.stdout.write(f"{target} written.")
