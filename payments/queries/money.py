"""All the money of one subject, as its pages show it: bounded, however often it was tried."""

from dataclasses import dataclass, field

from django.db.models import Prefetch, QuerySet

from payments.models import Obligation, PaymentAttempt, Receipt, Refund
from payments.states import AttemptState, RefundState


@dataclass(frozen=True)
class Owed:
    """What was owed once, each try to pay it with the refunds of that try, and the receipts (the
    valid one first)."""

    obligation: Obligation
    attempts: list[PaymentAttempt] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)

    @property
    def can_be_asked_back(self) -> bool:
        """Whether a clerk may request a refund of it (reads nothing more)."""
        return any(_can_be_asked_back(attempt) for attempt in self.attempts)


def _can_be_asked_back(attempt: PaymentAttempt) -> bool:
    refunds = list(attempt.refunds.all())
    given = sum(each.amount_vnd for each in refunds if each.state != RefundState.REJECTED)
    left = (attempt.received_amount or 0) - given
    is_settled = attempt.state == AttemptState.SETTLED
    return is_settled and left > 0 and not any(each.is_open for each in refunds)


def money_of(subject: str) -> list[Owed]:
    """Everything owed and paid for the subject, the latest first. Four queries, one when nothing
    was ever owed. `attempt.refunds.all()` is read already, in the order of asking."""
    return [_owed(one) for one in _read(Obligation.objects.filter(subject=subject))]


def money_of_obligation(obligation: Obligation) -> list[Owed]:
    """The same of one obligation."""
    return [_owed(one) for one in _read(Obligation.objects.filter(pk=obligation.pk))]


def _read(obligations: QuerySet[Obligation]) -> QuerySet[Obligation]:
    refunds = Refund.objects.select_related("requested_by", "decided_by").order_by("pk")
    receipts = Receipt.objects.select_related("book").order_by("-pk")
    attempts = PaymentAttempt.objects.order_by("-pk").prefetch_related(
        Prefetch("refunds", queryset=refunds), Prefetch("receipts", queryset=receipts)
    )
    return obligations.order_by("-pk").prefetch_related(Prefetch("attempts", queryset=attempts))


def _owed(obligation: Obligation) -> Owed:
    attempts = list(obligation.attempts.all())
    for attempt in attempts:
        attempt.obligation = obligation  # so that nobody reads it once more
    receipts = [receipt for attempt in attempts for receipt in attempt.receipts.all()]
    return Owed(
        obligation=obligation,
        attempts=attempts,
        receipts=sorted(receipts, key=lambda receipt: receipt.is_cancelled),
    )
