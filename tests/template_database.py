"""One migrated database, which every test process copies: the migrations run once, not once each.

The template outlives the run. It is made anew when a migration or an installed package is not what
it was made of; a half-made one has no mark and counts for nothing.
"""

import hashlib
import importlib.metadata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection

# Before a test process puts its own number behind it.
NAME = f"{connection.creation._get_test_db_name()}_template"


def use_template() -> None:
    """See that the template is there and up to date; databases made from now on are copies of it.

    Other processes that come meanwhile wait.
    """
    with _server() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [NAME])
        mark = _fingerprint()
        if _mark(cursor) != mark:
            _make()
            cursor.execute(f"COMMENT ON DATABASE \"{NAME}\" IS '{mark}'")
    connection.settings_dict["TEST"]["TEMPLATE"] = NAME


def _fingerprint() -> str:
    """Of everything that the migrated tables follow from."""
    found = hashlib.sha256()
    for app in sorted(apps.get_app_configs(), key=lambda app: app.label):
        for file in sorted(Path(app.path, "migrations").glob("*.py")):
            found.update(f"{app.label}/{file.name}\n".encode() + file.read_bytes())
    packages = {f"{one.name}=={one.version}" for one in importlib.metadata.distributions()}
    found.update("\n".join(sorted(packages)).encode())
    return found.hexdigest()


@contextmanager
def _server() -> Iterator[Any]:
    """A connection to the server that is not one to the template."""
    with connection._nodb_cursor() as cursor:
        yield cursor


def _mark(cursor: Any) -> str | None:
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [NAME]
    )
    row = cursor.fetchone()
    return row[0] if row else None


def _make() -> None:
    """By Django's own way to a test database."""
    given, tests = connection.settings_dict["NAME"], connection.settings_dict["TEST"]
    own = tests["NAME"]
    tests["NAME"] = NAME
    try:
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    finally:
        connection.close()
        tests["NAME"] = own
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = given
