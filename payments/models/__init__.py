"""Money: what is owed, each try to pay it, what providers told us, and the books."""

from payments.models.attempt import PaymentAttempt
from payments.models.ledger_entry import LedgerEntry
from payments.models.obligation import Obligation
from payments.models.provider_event import ProviderEvent

__all__ = ["LedgerEntry", "Obligation", "PaymentAttempt", "ProviderEvent"]
