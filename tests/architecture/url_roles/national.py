"""The line to the national portal in the world of the table: a refused dossier, cases, a
comparison with a difference."""

from datetime import timedelta
from typing import Any

from portal.national.models import (
    Comparison,
    DeliveryMinute,
    Difference,
    Endpoint,
    OutboxMessage,
    SyncCase,
)
from portal.shared import clock
from tests.world import Person

REASON = "TenLinhVuc: không có trong danh mục"


def make_line(code: str, admin: Person) -> dict[str, Any]:
    """What the parts of the paths stand for; `code` is the dossier whose line is parked."""
    now = clock.now()
    head = OutboxMessage.objects.filter(stream=code).order_by("pk")[0]
    OutboxMessage.objects.filter(pk=head.pk).update(parked_at=now, last_error=REASON, attempts=1)
    Endpoint.objects.create(
        name="states", down_since=now, failures=3, last_error_at=now,
        last_success_at=now - timedelta(hours=1), last_error="503",
    )  # fmt: skip
    DeliveryMinute.objects.create(
        minute=now.replace(second=0, microsecond=0), kind="state", delivered=7, slowest_ms=4000,
        total_ms=9000,
    )  # fmt: skip
    case = SyncCase.objects.create(kind="parked", subject=code, text=REASON, assignee=admin.user)
    SyncCase.objects.create(kind="outage", subject="states", text="503", assignee=admin.user)
    comparison = Comparison.objects.create(
        kind="dossiers", state="done", asked_at=now, ended_at=now, asked_by=admin.user, ours=3,
        theirs=2, our_states=9, their_states=8, differing=1, sent_again=1,
    )  # fmt: skip
    Difference.objects.create(
        comparison=comparison, kind="missing", code=code, ours="2", sent_again=True
    )
    return {
        "line_stream": code, "line_like": head.pk, "line_case": case.pk,
        "line_comparison": comparison.pk, "line_admin": admin.user.pk,
    }  # fmt: skip
