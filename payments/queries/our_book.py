"""Our own books as entries that can be laid beside a provider's list.

How much is ours is read from the ledger, not from the states of attempts and refunds: those only
tell whose money it is. The number of queries does not depend on how much a day holds, except that
references are looked up a thousand at a time.
"""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from typing import TypeVar

from django.db.models import Min, Q, Sum

from payments.models import LedgerEntry, PaymentAttempt, Refund
from payments.models.ledger_entry import Account
from payments.reconciliation.entry import Entry
from payments.reconciliation.provider_book import Booked
from portal.shared.clock import PROVINCE_TIME

T = TypeVar("T")
AT_ONCE = 1000
_OF_PAYMENTS = ("pk", "key", "payment_reference", "created_at", "obligation__agency_id")
_OF_REFUNDS = (
    "pk",
    "key",
    "provider_reference",
    "requested_at",
    "attempt_id",
    "attempt__obligation__agency_id",
)
_HELD = Q(ledger_entries__account=Account.HELD_BY_PROVIDER)
_PAID_IN = _HELD & Q(ledger_entries__refund__isnull=True)


def day_of(moment: datetime) -> date:
    """The day of Vietnam."""
    return moment.astimezone(PROVINCE_TIME).date()


def booked_on(provider: str, day: date) -> list[Entry]:
    """What our books moved at the provider on that day of Vietnam."""
    start = datetime.combine(day, time.min, PROVINCE_TIME)
    moved = LedgerEntry.objects.filter(
        account=Account.HELD_BY_PROVIDER,
        attempt__provider=provider,
        at__gte=start,
        at__lt=start + timedelta(days=1),
    ).values_list("attempt_id", "refund_id")
    found = set(moved)
    payments = [attempt_id for attempt_id, refund_id in found if refund_id is None]
    refunds = [refund_id for _attempt_id, refund_id in found if refund_id is not None]
    entries = [*_payments(Q(pk__in=ids) for ids in _by_thousands(payments))]
    entries += _refunds(Q(pk__in=ids) for ids in _by_thousands(refunds))
    return [entry for entry in entries if entry.is_booked]


def known_of(provider: str, lines: Iterable[Booked]) -> list[Entry]:
    """All that we know of what stands in the provider's list, booked or not, whatever the day."""
    lines = list(lines)
    mine = Q(provider=provider)
    of_mine = Q(attempt__provider=provider)
    payments = [line for line in lines if line.kind == "payment"]
    refunds = [line for line in lines if line.kind == "refund"]
    return [
        *_payments(
            mine & (Q(payment_reference__in=_references(part)) | Q(key__in=_keys(part)))
            for part in _by_thousands(payments)
        ),
        *_refunds(
            of_mine & (Q(provider_reference__in=_references(part)) | Q(key__in=_keys(part)))
            for part in _by_thousands(refunds)
        ),
    ]


def _payments(wanted: Iterable[Q]) -> Iterator[Entry]:
    for condition in wanted:
        attempts = PaymentAttempt.objects.filter(condition).annotate(
            booked_vnd=Sum("ledger_entries__amount_vnd", filter=_PAID_IN),
            booked_at=Min("ledger_entries__at", filter=_PAID_IN),
        )
        for row in attempts.values(*_OF_PAYMENTS, "booked_vnd", "booked_at"):
            yield Entry(
                kind="payment",
                reference=row["payment_reference"],
                key=str(row["key"]),
                amount_vnd=row["booked_vnd"] or None,
                since=row["created_at"],
                at=row["booked_at"] if row["booked_vnd"] else None,
                attempt_id=row["pk"],
                refund_id=None,
                agency_id=row["obligation__agency_id"],
            )


def _refunds(wanted: Iterable[Q]) -> Iterator[Entry]:
    for condition in wanted:
        refunds = Refund.objects.filter(condition).annotate(
            booked_vnd=Sum("ledger_entries__amount_vnd", filter=_HELD),
            booked_at=Min("ledger_entries__at", filter=_HELD),
        )
        for row in refunds.values(*_OF_REFUNDS, "booked_vnd", "booked_at"):
            yield Entry(
                kind="refund",
                reference=row["provider_reference"],
                key=str(row["key"]),
                amount_vnd=-row["booked_vnd"] if row["booked_vnd"] else None,
                since=row["requested_at"],
                at=row["booked_at"] if row["booked_vnd"] else None,
                attempt_id=row["attempt_id"],
                refund_id=row["pk"],
                agency_id=row["attempt__obligation__agency_id"],
            )


def _references(lines: Iterable[Booked]) -> list[str]:
    return [line.reference for line in lines if line.reference]


def _keys(lines: Iterable[Booked]) -> list[uuid.UUID]:
    """Our own keys as the provider gave them back; what is no key of ours is left out."""
    found = []
    for line in lines:
        try:
            found.append(uuid.UUID(line.key))
        except ValueError:
            continue
    return found


def _by_thousands(things: Sequence[T]) -> Iterator[Sequence[T]]:
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))
