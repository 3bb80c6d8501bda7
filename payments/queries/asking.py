"""Whom the sweep asks about next."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import F, Q, QuerySet

from payments.models import PaymentAttempt
from payments.models.attempt import UNASKED_SINCE_ITS_END
from payments.states import LIVE
from portal.shared import clock


def attempts_to_ask_about(
    *,
    providers: Collection[str],
    made_before: datetime,
    asked_before: datetime,
    at_most: int,
) -> list[PaymentAttempt]:
    """Attempts with one of these providers: first those whose page's time is over and about which
    nobody has asked since (also what we closed earlier: money may have arrived on a closed page),
    then the live ones, the longest unasked first. With what an order is made of."""
    candidates = (
        PaymentAttempt.objects.select_related("obligation__agency")
        .filter(provider__in=providers, created_at__lt=made_before)
        .filter(Q(asked_at__isnull=True) | Q(asked_at__lt=asked_before))
    )
    over = candidates.filter(UNASKED_SINCE_ITS_END, expires_at__lte=clock.now())
    found = list(_longest_unasked(over)[:at_most])
    rest = candidates.filter(state__in=LIVE).exclude(pk__in=[each.pk for each in found])
    return [*found, *_longest_unasked(rest)[: at_most - len(found)]]


def _longest_unasked(attempts: QuerySet[PaymentAttempt]) -> QuerySet[PaymentAttempt]:
    return attempts.order_by(F("asked_at").asc(nulls_first=True), "created_at")
