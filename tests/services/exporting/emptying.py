"""A portal without a catalogue."""

from django.db import connection


def empty_catalogue() -> None:
    """Within the test's transaction; triggers of deleting do not run."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute(
            "TRUNCATE services_sector, services_procedure, services_revision,"
            " services_reduction, services_templatefile CASCADE"
        )
