"""Procedures published before the catalogue was told of have no message: each in force gets one.

Dossiers' messages that are still to be delivered go behind them, in their order, and wait for
their procedure: the other side may refuse dossiers of procedures that it does not know.
"""

from typing import Any

from django.db import migrations
from django.utils import timezone

BEHIND = """
    WITH waiting AS (
        SELECT id, row_number() OVER (ORDER BY id) AS place
        FROM national_outboxmessage WHERE delivered_at IS NULL AND kind = 'state'
    )
    UPDATE national_outboxmessage message
    SET id = (SELECT max(id) FROM national_outboxmessage) + waiting.place,
        waits_for = coalesce('procedure:' || (payload -> 'dossier' ->> 'procedure_id'), '')
    FROM waiting WHERE waiting.id = message.id
"""
GO_ON = """
    SELECT setval(
        pg_get_serial_sequence('national_outboxmessage', 'id'),
        (SELECT max(id) FROM national_outboxmessage)
    )
"""


def tell_of_procedures(apps: Any, schema_editor: Any) -> None:
    """One message for each procedure in force that has none; then what waits goes behind them."""
    messages = apps.get_model("national", "OutboxMessage").objects
    told = set(messages.filter(kind="procedure").values_list("stream", flat=True).distinct())
    procedures = (
        apps.get_model("services", "Procedure")
        .objects.filter(current_revision__state="published")
        .select_related("sector", "current_revision__handling_agency")
        .order_by("pk")
    )
    untold = [each for each in procedures if f"procedure:{each.pk}" not in told]
    if not untold:
        return
    messages.bulk_create(_message(messages.model, each) for each in untold)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(BEHIND)
        cursor.execute(GO_ON)


def _message(message_class: Any, procedure: Any) -> Any:
    revision, now = procedure.current_revision, timezone.now()
    handling = revision.handling_agency
    return message_class(
        stream=f"procedure:{procedure.pk}",
        kind="procedure",
        created_at=now,
        payload={
            "procedure": {
                "code": procedure.code,
                "local_code": procedure.local_code,
                "name": procedure.name,
                "sector_code": procedure.sector.code,
                "sector_name": procedure.sector.name,
                "level": revision.level,
                "revision": revision.number,
                "agency": handling.name if handling else revision.agency_text,
                "in_force": True,
                "at": now.isoformat(),
            }
        },
    )


class Migration(migrations.Migration):
    dependencies = [
        ("national", "0006_compared"),
        ("services", "0004_revision_withdrawn"),
    ]

    operations = [migrations.RunPython(tell_of_procedures, migrations.RunPython.noop)]
