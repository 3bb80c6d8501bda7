"""Lay our books, the provider's list and the bank's statements of a day beside each other."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from payments.actions.compare_day import ComparedDay, compare_day
from payments.actions.follow_cases import follow_cases
from payments.actions.heal_difference import heal_difference
from payments.models import Reconciliation, ReconciliationRow
from payments.providers import registry
from payments.providers.errors import ProviderError
from payments.reconciliation.compare import Compared
from payments.reconciliation.provider_book import ProviderBook
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.action_log.record import record

# As many as are asked about within a minute or so; the next run goes on.
HEALED_AT_MOST = 500


def reconcile_day(*, provider: str, day: date) -> Reconciliation:
    """Compare, heal what the portal itself has missed, compare again, and write the rows.

    All HTTP comes first; then the rows are replaced and the cases followed in one transaction.
    Repeated, it finds the same and the cases stay the same cases. When the provider's list cannot
    be read, `problem` of the run says so and its rows stay those of the run before. KeyError for a
    provider that is none.
    """
    book = ProviderBook(registry.get(provider).movements_of)
    started_at = clock.now()
    try:
        first = compare_day(provider=provider, day=day, book=book)
        asked = [row for row in first.rows if row.result == "missing_here"][:HEALED_AT_MOST]
        healed = [heal_difference(row=row) for row in asked]
        last = compare_day(provider=provider, day=day, book=book) if any(healed) else first
    except ProviderError as error:
        return _could_not(provider, day, error)
    run = _run_of(provider, day)
    run.started_at = started_at
    return _write(run, first, last)


def _run_of(provider: str, day: date) -> Reconciliation:
    run, _is_new = Reconciliation.objects.get_or_create(
        provider=provider, day=day, defaults={"started_at": clock.now()}
    )
    return run


def _could_not(provider: str, day: date, error: ProviderError) -> Reconciliation:
    run = _run_of(provider, day)
    run.problem = f"{type(error).__name__}: {error}"[:300]
    run.save(update_fields=["problem"])
    return run


@transaction.atomic
def _write(run: Reconciliation, first: ComparedDay, last: ComparedDay) -> Reconciliation:
    Reconciliation.objects.select_for_update().get(pk=run.pk)
    run.rows.all().delete()
    ReconciliationRow.objects.bulk_create(
        (_row(run, compared) for compared in last.rows), batch_size=2000
    )
    run.counts = dict(Counter(str(row.result) for row in last.rows))
    run.ours_vnd = _net((row.kind, row.ours_vnd) for row in last.rows)
    run.provider_vnd = _net((row.kind, row.provider_vnd) for row in last.rows)
    run.bank_vnd = _net((row.kind, row.bank_vnd) for row in last.rows) if last.bank_speaks else None
    run.finished_at = clock.now()
    run.problem = ""
    run.save()
    followed = follow_cases(run=run, first=first, last=last)
    if followed.opened or followed.healed:
        record(
            actor=SYSTEM,
            action="reconcile_day",
            subject=f"reconciliation:{run.provider}:{run.day}",
            opened=followed.opened,
            healed=followed.healed,
        )
    return run


def _row(run: Reconciliation, compared: Compared) -> ReconciliationRow:
    return ReconciliationRow(
        reconciliation=run,
        kind=compared.kind,
        reference=compared.reference,
        attempt_id=compared.attempt_id,
        refund_id=compared.refund_id,
        agency_id=compared.agency_id,
        ours_vnd=compared.ours_vnd,
        provider_vnd=compared.provider_vnd,
        bank_vnd=compared.bank_vnd,
        ours_at=compared.ours_at,
        provider_at=compared.provider_at,
        result=compared.result,
        problem=compared.problem,
    )


def _net(amounts: Iterable[tuple[str, int | None]]) -> int:
    """Payments less refunds."""
    return sum((amount or 0) * (-1 if kind == "refund" else 1) for kind, amount in amounts)
