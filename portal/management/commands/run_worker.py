"""`manage.py run_worker`: run the jobs of every queue."""

import asyncio
from typing import Any

from django.core.management.base import BaseCommand

from portal.worker import work_until_signalled


class Command(BaseCommand):
    help = "Runs jobs (mail, PDF, payments, periodic work) until stopped."

    def handle(self, *args: Any, **options: Any) -> None:
        asyncio.run(work_until_signalled())
