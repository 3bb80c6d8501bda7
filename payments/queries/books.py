"""What our books say as a whole. These sums read the whole ledger: for checks, not for pages."""

from django.db.models import QuerySet, Sum

from payments.models import LedgerEntry
from payments.models.ledger_entry import Account


def held_by_provider(provider: str) -> int:
    """What the provider holds for us in đồng: what was paid through it less what it gave back.

    At any time this equals the balance that the provider itself reports (before its fees and
    payouts), but for payments that it has and we have not asked about yet.
    """
    return _sum(
        LedgerEntry.objects.filter(account=Account.HELD_BY_PROVIDER, attempt__provider=provider)
    )


def balance() -> int:
    """The sum of all books; anything but zero is impossible (a trigger sees to it)."""
    return _sum(LedgerEntry.objects.all())


def _sum(entries: QuerySet[LedgerEntry]) -> int:
    return int(entries.aggregate(total=Sum("amount_vnd"))["total"] or 0)
