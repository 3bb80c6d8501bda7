"""A reconciled day of the world of the table: a row, two cases, a statement and a report."""

from datetime import date
from typing import Any

from payments.actions.import_bank_statement import import_bank_statement
from payments.models import (
    PaymentAttempt,
    Reconciliation,
    ReconciliationCase,
    ReconciliationReport,
    ReconciliationRow,
)
from portal.accounts.actor import SYSTEM
from portal.shared import clock
from portal.shared.pdf.files import write
from tests.world import Person

DAY = date(2026, 3, 2)
STATEMENT = b"ngay,so_tham_chieu,so_tien,noi_dung\n02/03/2026,pi_1,100000,Thu phi\n"


def make_reconciliation(paid: PaymentAttempt, admin: Person) -> dict[str, Any]:
    """What the parts of the paths stand for; `reconciliation_mine` is the admin's case."""
    run = Reconciliation.objects.create(
        provider="stripe", day=DAY, started_at=clock.now(), finished_at=clock.now(),
        counts={"different_amount": 1},
    )  # fmt: skip
    ReconciliationRow.objects.create(
        reconciliation=run, kind="payment", reference="pi_1", attempt=paid,
        agency=paid.obligation.agency, ours_vnd=100_000, provider_vnd=90_000, ours_at=clock.now(),
        result="different_amount",
    )  # fmt: skip
    statement = import_bank_statement(actor=SYSTEM, content=STATEMENT, file_name="sao-ke.csv")
    return {
        "reconciliation_day": DAY.isoformat(),
        "reconciliation_kind": "payment",
        "reconciliation_reference": "pi_1",
        "reconciliation_case": _case(paid, "different_amount", None).pk,
        "reconciliation_mine": _case(paid, "missing_at_bank", admin).pk,
        "reconciliation_statement": statement.statement.pk,
        "reconciliation_report": _report(run).key,
    }


def _case(paid: PaymentAttempt, result: str, owner: Person | None) -> ReconciliationCase:
    return ReconciliationCase.objects.create(
        provider="stripe", kind="payment", reference="pi_1", result=result, day=DAY, attempt=paid,
        agency=paid.obligation.agency, ours_vnd=100_000, provider_vnd=90_000,
        opened_at=clock.now(), owner=owner.user if owner else None,
    )  # fmt: skip


def _report(run: Reconciliation) -> ReconciliationReport:
    write("documents/reconciliation/x.pdf", b"%PDF-1.7")
    now = clock.now()
    return ReconciliationReport.objects.create(
        reconciliation=run, requested_at=now, ready_at=now, file="documents/reconciliation/x.pdf"
    )
