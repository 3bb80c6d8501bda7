"""The row of an attempt, before any provider hears of it."""

import uuid
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from payments.errors import NothingDue
from payments.locks import lock_obligation
from payments.models import Obligation, PaymentAttempt
from payments.states import LIVE
from portal.shared import clock

# How long the provider's page stays open. Stripe allows 30 minutes to 24 hours.
PAGE_LIFETIME = timedelta(hours=1)


@transaction.atomic
def reserve_attempt(*, obligation: Obligation, provider: str, next_url: str) -> PaymentAttempt:
    """A new attempt, committed with its idempotency key before the provider is asked: whatever
    crashes after this, asking again is the same asking. If a parallel click was quicker, its
    attempt is returned. Raises NothingDue."""
    obligation = lock_obligation(obligation.pk)
    if not obligation.is_due:
        raise NothingDue(_("Khoản này không còn phải thanh toán."))
    live = obligation.attempts.filter(state__in=LIVE).first()
    return live or new_attempt(obligation, provider=provider, next_url=next_url)


def new_attempt(obligation: Obligation, *, provider: str, next_url: str = "") -> PaymentAttempt:
    """Insert the row; the caller holds the obligation's lock."""
    key = uuid.uuid4()
    now = clock.now()
    return PaymentAttempt.objects.create(
        key=key,
        obligation=obligation,
        provider=provider,
        idempotency_key=f"attempt-{key}",
        amount_vnd=obligation.amount_vnd,
        next_url=next_url,
        created_at=now,
        expires_at=now + PAGE_LIFETIME,
    )
