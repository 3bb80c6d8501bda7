"""Draw the lifecycle of drafts into the documentation."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from services.diagram import lifecycle_page


class Command(BaseCommand):
    """`python manage.py draw_draft_lifecycle`."""

    help = "Writes docs/draft-lifecycle.md from the code."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the page."""
        target = settings.BASE_DIR / "docs" / "draft-lifecycle.md"
        target.write_text(lifecycle_page(), encoding="utf-8")
        self.stdout.write(f"{target} written.")
