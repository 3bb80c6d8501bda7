"""Money: what is owed, each try to pay it, what is given back, what providers told us, the books
and what is drawn from them."""

from payments.models.attempt import PaymentAttempt
from payments.models.bank_statement import BankStatement, BankStatementLine
from payments.models.cash_day import CashDay
from payments.models.ledger_entry import LedgerEntry
from payments.models.obligation import Obligation
from payments.models.provider_cursor import ProviderCursor
from payments.models.provider_event import ProviderEvent
from payments.models.receipt import Receipt, ReceiptBook
from payments.models.reconciliation import (
    Reconciliation,
    ReconciliationCase,
    ReconciliationRow,
)
from payments.models.reconciliation_report import ReconciliationReport
from payments.models.refund import Refund
from payments.models.sweep_run import SweepRun

__all__ = [
    "BankStatement",
    "BankStatementLine",
    "CashDay",
    "LedgerEntry",
    "Obligation",
    "PaymentAttempt",
    "ProviderCursor",
    "ProviderEvent",
    "Receipt",
    "ReceiptBook",
    "Reconciliation",
    "ReconciliationCase",
    "ReconciliationReport",
    "ReconciliationRow",
    "Refund",
    "SweepRun",
]
