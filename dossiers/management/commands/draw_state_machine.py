"""Draw the state machine into the documentation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from dossiers.diagram import state_machine_page


class Command(BaseCommand):
    """`python manage.py draw_state_machine`."""

    help = "Writes docs/state-machine.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        target = settings.BASE_DIR / "docs" / "state-machine.md"
        target.write_text(state_machine_page(), encoding="utf-8")
        self.stdout.write(f"{target} written.")
