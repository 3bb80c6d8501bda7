"""Load the demo world, once."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from portal.demo.load import is_empty, load
from portal.demo.money import prepare_books


class Command(BaseCommand):
    """`python manage.py load_demo`: exit 0, also when there is nothing to do."""

    help = "Loads the demo world into an empty portal; a portal with data is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, and say how long it took."""
        if not is_empty():
            self.stdout.write("Đã có dữ liệu; không nạp dữ liệu mẫu. / Data present; demo skipped.")
            return
        started = time.monotonic()
        with connection.cursor() as cursor:
            # Nothing is lost that cannot be loaded again; waiting for the disk doubles the time.
            cursor.execute("SET synchronous_commit = off")
        count = load()
        prepare_books()
        seconds = time.monotonic() - started
        self.stdout.write(f"Đã nạp {count} hồ sơ mẫu trong {seconds:.1f} giây.")
