"""`manage.py count_usage`: count how procedures were used, as the job does every night."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.reporting.actions.count_usage import count_usage


class Command(BaseCommand):
    help = "Đếm mức sử dụng của từng thủ tục trong một năm qua (việc chạy hằng đêm)."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line of result."""
        self.stdout.write(f"Đã đếm {count_usage()} thủ tục.")
