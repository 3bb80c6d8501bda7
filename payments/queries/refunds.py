"""Reads about money on its way back."""

import uuid
from datetime import datetime, timedelta

from django.db.models import Case, F, IntegerField, Q, QuerySet, Sum, Value, When

from payments.models import PaymentAttempt, Refund
from payments.states import REFUND_OPEN, AttemptState, RefundState
from portal.accounts.actor import Actor
from portal.agencies.queries import of_agency_and_before
from portal.shared import clock

# Finished ones stay on the lists of staff for a quarter; after that they stand with the dossier.
RECENT = timedelta(days=90)
# Problems that rows name.
WRONG_CURRENCY = "wrong_currency"
REPLACED = "replaced_by_automatic_refund"
_TO_BE_ASKED_ABOUT = (RefundState.APPROVED, RefundState.SENT)
_ROWS = ("attempt__obligation", "requested_by", "decided_by")
_PAGE = (*_ROWS, "attempt__obligation__agency", "attempt__obligation__counter")
# Clerks first see what waits for their hands, leaders what waits for their word.
_COUNTER_ORDER = (
    RefundState.BY_HAND,
    RefundState.REQUESTED,
    RefundState.APPROVED,
    RefundState.SENT,
)
_DESK_ORDER = (RefundState.REQUESTED,)


def left_to_give_back(attempt: PaymentAttempt) -> int:
    """Đồng that came in with the attempt and are not on their way back (or there) yet. None of a
    payment in another currency: what it was worth is not ours to say."""
    if attempt.state not in (AttemptState.SETTLED, AttemptState.SURPLUS):
        return 0
    if attempt.problem == WRONG_CURRENCY or attempt.received_amount is None:
        return 0
    given = attempt.refunds.exclude(state=RefundState.REJECTED).aggregate(sum=Sum("amount_vnd"))
    return attempt.received_amount - (given["sum"] or 0)


def open_refund_of(attempt: PaymentAttempt) -> Refund | None:
    """The one refund of the attempt that has not ended, or None."""
    return attempt.refunds.filter(state__in=REFUND_OPEN).first()


def refunds_to_ask_about(*, before: datetime) -> QuerySet[Refund]:
    """Approved or sent ones decided before the moment, the longest unasked first."""
    waiting = Refund.objects.filter(state__in=_TO_BE_ASKED_ABOUT, decided_at__lt=before)
    return waiting.select_related("attempt").order_by(
        F("asked_at").asc(nulls_first=True), "requested_at"
    )


def refunds_at_counter(actor: Actor) -> QuerySet[Refund]:
    """Open and recent ones of what the clerk's agency takes, those by hand first."""
    return _listed(_at_counter(actor), _COUNTER_ORDER)


def refunds_at_desk(actor: Actor) -> QuerySet[Refund]:
    """Open and recent ones of the fees of the leader's agency, those that wait for her first."""
    return _listed(_at_desk(actor), _DESK_ORDER)


def refund_at_counter(actor: Actor, key: uuid.UUID) -> Refund:
    """One of the clerk's agency. Raises Refund.DoesNotExist."""
    return _at_counter(actor).select_related(*_PAGE).get(key=key)


def refund_at_desk(actor: Actor, key: uuid.UUID) -> Refund:
    """One of the leader's agency. Raises Refund.DoesNotExist."""
    return _at_desk(actor).select_related(*_PAGE).get(key=key)


def refundable_at_counter(actor: Actor, reference: str) -> list[PaymentAttempt]:
    """Payments of the subject that people call `reference`, taken for the clerk's agency, of which
    something is left and nothing is on its way back."""
    paid = PaymentAttempt.objects.filter(
        obligation__reference=reference,
        obligation__counter__in=of_agency_and_before(actor.agency_id),
        state=AttemptState.SETTLED,
    ).select_related("obligation")
    return [
        attempt
        for attempt in paid.exclude(refunds__state__in=REFUND_OPEN).order_by("-pk")
        if left_to_give_back(attempt) > 0
    ]


def _at_counter(actor: Actor) -> QuerySet[Refund]:
    here = of_agency_and_before(actor.agency_id)
    return Refund.objects.filter(attempt__obligation__counter__in=here)


def _at_desk(actor: Actor) -> QuerySet[Refund]:
    here = of_agency_and_before(actor.agency_id)
    return Refund.objects.filter(attempt__obligation__agency__in=here)


def _listed(refunds: QuerySet[Refund], first: tuple[RefundState, ...]) -> QuerySet[Refund]:
    places = [When(state=state, then=Value(place)) for place, state in enumerate(first)]
    place = Case(*places, default=Value(len(first)), output_field=IntegerField())
    recent = Q(state__in=REFUND_OPEN) | Q(requested_at__gte=clock.now() - RECENT)
    return refunds.filter(recent).select_related(*_ROWS).order_by(place, "-requested_at", "-pk")
