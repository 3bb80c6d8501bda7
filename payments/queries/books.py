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


def holders() -> list[str]:
    """The providers that hold or have held money for us."""
    entries = LedgerEntry.objects.filter(account=Account.HELD_BY_PROVIDER)
    return list(
        entries.order_by("attempt__provider").values_list("attempt__provider", flat=True).distinct()
    )


def account_sums() -> dict[str, int]:
    """The sum of each account that has entries, in đồng: money is positive, what it is for is
    negative."""
    sums = LedgerEntry.objects.values("account").annotate(total=Sum("amount_vnd"))
    return {row["account"]: int(row["total"]) for row in sums.order_by("account")}


def balance() -> int:
    """The sum of all books; anything but zero is impossible (a trigger sees to it)."""
    return _sum(LedgerEntry.objects.all())


def _sum(entries: QuerySet[LedgerEntry]) -> int:
    return int(entries.aggregate(total=Sum("amount_vnd"))["total"] or 0)
