"""Payments that have come in, for tests of their receipts."""

from payments.actions.reserve_attempt import reserve_attempt
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.settle_attempt import settle_attempt
from payments.models import Obligation, PaymentAttempt
from payments.providers.base import Report, Standing
from portal.accounts.actor import Actor
from tests.payments.factory import fresh


def pay_online(obligation: Obligation, *, amount: int | None = None) -> PaymentAttempt:
    """The provider has the money (`amount` đồng instead of what is due)."""
    attempt = reserve_attempt(obligation=obligation, provider="stripe", next_url="/")
    report = Report(
        reference=f"cs_{attempt.key}",
        attempt_key=str(attempt.key),
        standing=Standing.PAID,
        declined=False,
        amount=obligation.amount_vnd if amount is None else amount,
        currency="vnd",
        payment_reference=f"pi_{attempt.key}",
    )
    settle_attempt(attempt=attempt, report=report)
    return fresh(attempt)


def pay_in_cash(obligation: Obligation, teller: Actor) -> PaymentAttempt:
    """The money lies in the clerk's till."""
    settle_at_counter(actor=teller, subject=obligation.subject)
    return PaymentAttempt.objects.select_related("obligation").get(
        obligation=obligation, provider="cash"
    )
