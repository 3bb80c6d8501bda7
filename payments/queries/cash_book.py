"""A clerk's book of one day (sổ quỹ tiền mặt), line by line."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from payments.models import CashDay, LedgerEntry, Receipt, Refund
from payments.models.ledger_entry import Account
from payments.states import AttemptState, RefundState


@dataclass(frozen=True)
class BookLine:
    """One movement of the till. Amounts in đồng; `total_vnd` is what lies in the till after it."""

    at: datetime
    words: str
    reference: str
    payer_name: str
    receipt_number: str
    amount_vnd: int
    total_vnd: int
    attempt_key: uuid.UUID
    can_be_reversed: bool


@dataclass(frozen=True)
class CashBook:
    """The day's lines and what they come to; without the handing in at its closing."""

    lines: list[BookLine]
    received_vnd: int
    paid_out_vnd: int

    @property
    def takings_vnd(self) -> int:
        """Received less paid out."""
        return self.received_vnd - self.paid_out_vnd


def cash_book_of(cash_day: CashDay) -> CashBook:
    """All that went through the till that day, the earliest first."""
    entries = list(_entries(cash_day))
    return CashBook(
        lines=list(_lines(entries, cash_day.float_vnd)),
        received_vnd=sum(e.amount_vnd for e in entries if e.amount_vnd > 0),
        paid_out_vnd=-sum(e.amount_vnd for e in entries if e.amount_vnd < 0),
    )


def _entries(cash_day: CashDay) -> QuerySet[LedgerEntry]:
    receipts = Receipt.objects.order_by("-pk")
    refunds = Refund.objects.exclude(state=RefundState.REJECTED)
    return (
        LedgerEntry.objects.filter(cash_day=cash_day, account=Account.TILL, attempt__isnull=False)
        .select_related("attempt__obligation")
        .prefetch_related(
            Prefetch("attempt__receipts", queryset=receipts, to_attr="latest_receipts"),
            Prefetch("attempt__refunds", queryset=refunds, to_attr="standing_refunds"),
        )
        .order_by("pk")
    )


def _lines(entries: list[LedgerEntry], total: int) -> Iterator[BookLine]:
    for entry in entries:
        total += entry.amount_vnd
        yield _line(entry, total)


def _line(entry: LedgerEntry, total: int) -> BookLine:
    attempt = entry.attempt
    assert attempt is not None, "the query asks for entries of attempts"
    receipts: list[Receipt] = attempt.latest_receipts  # type: ignore[attr-defined]
    is_receipt = entry.transfer.startswith("settle:")
    is_settled = attempt.state == AttemptState.SETTLED
    return BookLine(
        at=entry.at,
        words=_words(entry),
        reference=attempt.obligation.reference,
        payer_name=attempt.obligation.payer_name,
        receipt_number=receipts[0].printed_number if receipts else "",
        amount_vnd=entry.amount_vnd,
        total_vnd=total,
        attempt_key=attempt.key,
        can_be_reversed=is_receipt and is_settled and not attempt.standing_refunds,  # type: ignore[attr-defined]
    )


def _words(entry: LedgerEntry) -> str:
    assert entry.attempt is not None, "the query asks for entries of attempts"
    if entry.transfer.startswith("reverse:"):
        return _("Ghi đảo: %(reason)s") % {"reason": entry.attempt.reversal_reason}
    if entry.transfer.startswith("refund:"):
        return _("Hoàn trả tiền mặt")
    if entry.attempt.state == AttemptState.REVERSED:
        return _("Thu phí, lệ phí (đã ghi đảo)")
    return _("Thu phí, lệ phí")
