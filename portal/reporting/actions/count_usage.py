"""Counts how each procedure was used in the past year."""

from django.db import transaction

from portal.reporting.models import ProcedureUsage
from portal.reporting.usage import counting
from portal.shared import clock
from services.models import Procedure

_COLUMNS = (
    "counted_at", "in_force_since", "started", "filed", "filed_by_source", "finished", "left",
    "left_by_section", "timed", "median_days", "p90_days", "last_filed_at",
)  # fmt: skip


def count_usage() -> int:
    """How many procedures were counted. Safe to repeat: each figure is replaced."""
    now = clock.now()
    counted = counting.by_procedure(now)
    stopped = counting.left_by_section(now)
    since = counting.in_force_since()
    rows = [
        ProcedureUsage(
            procedure_id=procedure_id,
            counted_at=now,
            in_force_since=since.get(procedure_id),
            left=sum(section["count"] for section in stopped.get(procedure_id, [])),
            left_by_section=stopped.get(procedure_id, []),
            **counted.get(procedure_id, {}),
        )
        for procedure_id in Procedure.objects.values_list("pk", flat=True)
    ]
    with transaction.atomic():
        ProcedureUsage.objects.bulk_create(
            rows,
            batch_size=1000,
            update_conflicts=True,
            unique_fields=["procedure"],
            update_fields=_COLUMNS,
        )
    return len(rows)
