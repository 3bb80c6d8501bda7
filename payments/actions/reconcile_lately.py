"""The nightly round: yesterday, the two days before, and every day on which a case is open."""

from collections.abc import Iterable
from datetime import date, timedelta

from payments.actions.reconcile_day import reconcile_day
from payments.models import Reconciliation, ReconciliationCase
from payments.providers import registry
from payments.sweep_run import sweep_run
from portal.shared import clock

RECONCILIATION = "reconciliation"
# A provider or a bank may book late.
DAYS_AGAIN = 3
MOST_DAYS_WITH_CASES = 30


def reconcile_lately() -> list[Reconciliation]:
    """Reconcile the days of each provider, the oldest first; one that fails stops no other."""
    done = []
    with sweep_run(RECONCILIATION) as tally:
        for provider in registry.online():
            for day in _days_of(provider.code):
                run = reconcile_day(provider=provider.code, day=day)
                done.append(run)
                tally.asked += 1
                tally.silent += bool(run.problem)
                tally.problem = run.problem or tally.problem
    return done


def lately() -> list[date]:
    """Yesterday and the days before it that are looked at again, the oldest first."""
    today = clock.today()
    return [today - timedelta(days=back) for back in range(DAYS_AGAIN, 0, -1)]


def _days_of(provider: str) -> Iterable[date]:
    waiting = (
        ReconciliationCase.objects.filter(provider=provider, state=ReconciliationCase.State.OPEN)
        .order_by("-day")
        .values_list("day", flat=True)
        .distinct()
    )
    return sorted({*lately(), *waiting[:MOST_DAYS_WITH_CASES]})
