"""`manage.py prepare_demo`: tables, cache, static files and, in an empty database, the demo world.

One command and not four, because each would load Django again.
"""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connections

from portal.demo.keys import give_keys
from portal.demo.stack import make_stack


class Command(BaseCommand):
    help = "Brings the database and the static files of the demo up to date."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--static", action="store_true", help="collect the static files too")

    def handle(self, *args: Any, static: bool, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if static:
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        call_command("load_demo")
        self._give_keys()
        connections.close_all()

    def _give_keys(self) -> None:
        new = give_keys()
        if new is None:
            self.stdout.write("Không có khóa ký của bản dùng thử. / No signing keys of the demo.")
        elif new:
            self.stdout.write(f"Đã gắn {new} khóa ký dùng thử. / Signing keys of the demo added.")
            make_stack()
