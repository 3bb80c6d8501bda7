"""Reads about receipts and their books."""

import uuid
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from payments.models import PaymentAttempt, Receipt, Refund
from payments.states import AttemptState, RefundState
from portal.accounts.actor import Actor
from portal.accounts.roles import Role
from portal.agencies.naming import as_called_at
from portal.agencies.queries import of_agency_and_before
from portal.shared import clock

# How far back the sweep looks for payments without a receipt.
LOOKED_AT = timedelta(days=31)
_SEES_ALL = (Role.PROVINCIAL_ADMIN, Role.AUDITOR)


def valid_receipt_of(attempt: PaymentAttempt) -> Receipt | None:
    """The receipt that is not cancelled, or None."""
    return Receipt.objects.filter(attempt=attempt, cancelled_at__isnull=True).first()


def is_owed_a_receipt(attempt: PaymentAttempt) -> bool:
    """Settled, and something of the money is still here."""
    if attempt.state != AttemptState.SETTLED:
        return False
    done = Refund.objects.filter(attempt=attempt, state=RefundState.DONE)
    given_back = done.aggregate(sum=Sum("amount_vnd"))["sum"] or 0
    return bool(given_back < (attempt.received_amount or attempt.amount_vnd))


def attempts_without_receipt() -> QuerySet[PaymentAttempt]:
    """Settled within the last month, owed a receipt and without one, the oldest first."""
    given_back = (
        Refund.objects.filter(attempt=OuterRef("pk"), state=RefundState.DONE)
        .order_by()
        .values("attempt")
        .annotate(sum=Sum("amount_vnd"))
        .values("sum")
    )
    valid = Receipt.objects.filter(attempt=OuterRef("pk"), cancelled_at__isnull=True)
    return (
        PaymentAttempt.objects.filter(
            ~Exists(valid), state=AttemptState.SETTLED, closed_at__gte=clock.now() - LOOKED_AT
        )
        .annotate(given_back=Coalesce(Subquery(given_back), 0))
        .filter(given_back__lt=Coalesce(F("received_amount"), F("amount_vnd")))
        .order_by("closed_at")
    )


def my_receipt(actor: Actor, key: uuid.UUID) -> Receipt:
    """The receipt, if this citizen is the payer. Raises Receipt.DoesNotExist."""
    return _with_all().get(
        key=key,
        attempt__obligation__payer_id=actor.citizen_id,
        attempt__obligation__payer__isnull=False,
    )


def receipt_for_staff(actors: Iterable[Actor], key: uuid.UUID) -> Receipt:
    """The receipt, if one of the person's roles may see it: clerks what their counter takes,
    officers and leaders what is paid to their agency, the provincial admin and the auditor all.
    Raises Receipt.DoesNotExist."""
    mine = Q(pk__in=[])
    for actor in actors:
        if actor.role in _SEES_ALL:
            mine = Q()
            break
        if actor.role == Role.CLERK:
            mine |= Q(attempt__obligation__counter__in=of_agency_and_before(actor.agency_id))
        elif actor.role in (Role.OFFICER, Role.LEADER):
            mine |= Q(attempt__obligation__agency__in=of_agency_and_before(actor.agency_id))
    return _with_all().get(mine, key=key)


def receipt_at_counter(actor: Actor, key: uuid.UUID) -> Receipt:
    """One of this clerk's counter. Raises Receipt.DoesNotExist."""
    here = of_agency_and_before(actor.agency_id)
    return _with_all().get(key=key, attempt__obligation__counter__in=here)


def receipts_at_counter(actor: Actor, reference: str) -> list[Receipt]:
    """Receipts of the subject that people call `reference`, taken for this clerk's counter."""
    here = of_agency_and_before(actor.agency_id)
    return list(
        _with_all()
        .filter(reference=reference, attempt__obligation__counter__in=here)
        .order_by("-pk")[:50]
    )


def receipt_to_check(key: uuid.UUID) -> Receipt:
    """Any receipt, for who holds its paper. Raises Receipt.DoesNotExist."""
    receipt = Receipt.objects.select_related("book__agency").get(key=key)
    as_called_at(receipt.book.agency, receipt.issued_at)
    return receipt


def _with_all() -> QuerySet[Receipt]:
    return Receipt.objects.select_related("book__agency", "attempt__obligation")
