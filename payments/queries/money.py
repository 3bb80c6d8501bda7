"""All the money of one subject, as its pages show it: bounded, however often it was tried."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from payments.models import Obligation, PaymentAttempt, Receipt, Refund
from payments.states import AttemptState, RefundState
from portal.shared.prepared_models import PreparedModels


@dataclass(frozen=True)
class Tried:
    """One try to pay, the refunds of it in the order of asking."""

    attempt: PaymentAttempt
    refunds: list[Refund]

    @property
    def can_be_asked_back(self) -> bool:
        """Whether a clerk may request a refund of it."""
        if self.attempt.state != AttemptState.SETTLED or any(r.is_open for r in self.refunds):
            return False
        given = sum(r.amount_vnd for r in self.refunds if r.state != RefundState.REJECTED)
        return (self.attempt.received_amount or 0) > given


@dataclass(frozen=True)
class Owed:
    """What was owed once, each try to pay it (the latest first) and the receipts (the valid one
    first)."""

    obligation: Obligation
    tries: list[Tried]
    receipts: list[Receipt]

    @property
    def can_be_asked_back(self) -> bool:
        """Whether a clerk may request a refund of any of it."""
        return any(tried.can_be_asked_back for tried in self.tries)


def money_of(subject: str) -> list[Owed]:
    """Everything owed and paid for the subject, the latest first.

    The pages of a dossier are read most of all, so it is two queries for what was simply paid
    (tries, receipts) or is simply due, and never more than four; all but that of refunds, which
    are few, are compiled once.
    """
    return _read(_OF_SUBJECT, subject)


def money_of_obligation(obligation: Obligation) -> list[Owed]:
    """The same of one obligation."""
    return _read(_OF_ONE, obligation.pk)


class _Reads:
    """The queries by one column of the obligations; `sample` is a value that no row has."""

    def __init__(self, column: str, sample: Any) -> None:
        self.obligations = PreparedModels(
            lambda value: Obligation.objects.filter(**{column: value}), sample
        )
        self.attempts = PreparedModels(
            lambda value: _attempts(Obligation.objects.filter(**{column: value})), sample
        )
        self.receipts = PreparedModels(
            lambda value: (
                Receipt.objects.filter(**{f"attempt__obligation__{column}": value})
                .select_related("book", "attempt")
                .order_by("-pk")
            ),
            sample,
        )


_OF_SUBJECT = _Reads("subject", "no such subject")
_OF_ONE = _Reads("pk", -987_654_321)


def _read(reads: _Reads, value: Any) -> list[Owed]:
    attempts = reads.attempts(value)
    obligations = {attempt.obligation_id: attempt.obligation for attempt in attempts}
    if not attempts or attempts[0].times_owed > len(obligations):  # type: ignore[attr-defined]
        obligations = {one.pk: one for one in reads.obligations(value)}
    refunds = _refunds([one for one in attempts if one.has_refunds])  # type: ignore[attr-defined]
    has_receipts = any(one.has_receipts for one in attempts)  # type: ignore[attr-defined]
    receipts = _by_obligation(reads.receipts(value) if has_receipts else [])
    return [
        Owed(
            obligation=obligation,
            tries=[
                Tried(attempt=attempt, refunds=refunds[attempt.pk])
                for attempt in attempts
                if attempt.obligation_id == pk
            ],
            receipts=receipts[pk],
        )
        for pk, obligation in sorted(obligations.items(), reverse=True)
    ]


def _attempts(owed: QuerySet[Obligation]) -> QuerySet[PaymentAttempt]:
    """With their obligations, and with what else there is to read."""
    of_this = {"attempt": OuterRef("pk")}
    total = owed.order_by().values("subject").annotate(times=Count("pk")).values("times")
    found = PaymentAttempt.objects.filter(obligation__in=owed).annotate(
        has_refunds=Exists(Refund.objects.filter(**of_this)),
        has_receipts=Exists(Receipt.objects.filter(**of_this)),
        times_owed=Subquery(total),
    )
    return found.select_related("obligation").order_by("-pk")


def _refunds(attempts: list[PaymentAttempt]) -> dict[int, list[Refund]]:
    by_attempt: dict[int, list[Refund]] = defaultdict(list)
    if attempts:
        known = {attempt.pk: attempt for attempt in attempts}
        found = Refund.objects.filter(attempt__in=attempts).order_by("pk")
        for refund in found.select_related("requested_by", "decided_by"):
            refund.attempt = known[refund.attempt_id]
            by_attempt[refund.attempt_id].append(refund)
    return by_attempt


def _by_obligation(receipts: list[Receipt]) -> dict[int, list[Receipt]]:
    """The valid one of each first."""
    found: dict[int, list[Receipt]] = defaultdict(list)
    for receipt in sorted(receipts, key=lambda one: one.is_cancelled):
        found[receipt.attempt.obligation_id].append(receipt)
    return found
