"""Reads about what is owed and each try to pay it."""

import uuid

from django.db.models import QuerySet

from payments.models import Obligation, PaymentAttempt
from payments.providers import registry
from payments.providers.base import Provider
from payments.states import LIVE
from portal.accounts.actor import Actor


def obligation_of(subject: str) -> Obligation | None:
    """The latest obligation of the subject, or None."""
    return obligations_of(subject).first()


def obligations_of(subject: str) -> QuerySet[Obligation]:
    """All obligations of the subject, the latest first."""
    return Obligation.objects.filter(subject=subject).order_by("-pk")


def attempts_of(obligation: Obligation) -> QuerySet[PaymentAttempt]:
    """All tries to pay it, the latest first."""
    return PaymentAttempt.objects.filter(obligation=obligation).order_by("-pk")


def live_attempt_of(obligation: Obligation) -> PaymentAttempt | None:
    """The one attempt that can still be paid, or None."""
    return attempts_of(obligation).filter(state__in=LIVE).first()


def obligation_for(actor: Actor, key: uuid.UUID) -> Obligation:
    """The obligation, if this citizen is its payer. Raises Obligation.DoesNotExist."""
    return Obligation.objects.get(key=key, payer_id=actor.citizen_id, payer__isnull=False)


def attempt_for(actor: Actor, key: uuid.UUID) -> PaymentAttempt:
    """The attempt, if this citizen is the payer. Raises PaymentAttempt.DoesNotExist."""
    return PaymentAttempt.objects.select_related("obligation").get(
        key=key, obligation__payer_id=actor.citizen_id, obligation__payer__isnull=False
    )


def online_providers_for(obligation: Obligation) -> list[Provider]:
    """Who takes it online: nobody when nothing is due, when the payer has no pages of his own, or
    when it is less than each provider's minimum. It is then paid at the counter."""
    if not obligation.is_due or obligation.payer_id is None:
        return []
    return providers_that_take(obligation.amount_vnd)


def providers_that_take(amount_vnd: int) -> list[Provider]:
    """The online providers whose minimum is not above the amount (đồng)."""
    return [provider for provider in registry.offered() if amount_vnd >= provider.minimum_vnd]
