"""How procedures are used, in the world of the table: one that nobody used for a year."""

from datetime import timedelta
from typing import Any

from portal.reporting.actions.count_usage import count_usage
from portal.reporting.models import ProcedureUsage
from portal.shared import clock


def make_usage(code: str) -> dict[str, Any]:
    """What the parts of the paths stand for."""
    count_usage()
    ProcedureUsage.objects.filter(procedure__code=code).update(
        in_force_since=clock.now() - timedelta(days=730), last_filed_at=None
    )
    return {"unused_procedure": code}
