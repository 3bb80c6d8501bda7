"""The one order of locks around money.

1. the subject's own row (the owner locks it; a settlement asks for it by SettlementStarting),
2. the obligation,
3. the attempt,
4. the refund,
5. the day of the till,
6. the receipt book,
7. the action log (its entry is the last statement).

Whoever takes an attempt's lock takes its obligation's first, even if nothing of it is read; a
refund's lock likewise comes after both.
"""

from payments.models import Obligation, PaymentAttempt, Refund


def lock_obligation(obligation_id: int) -> Obligation:
    """The obligation, its row locked until the end of the transaction."""
    return Obligation.objects.select_for_update().get(pk=obligation_id)


def lock_attempt(attempt: PaymentAttempt) -> tuple[Obligation, PaymentAttempt]:
    """The obligation and then the attempt, both freshly read and locked."""
    obligation = lock_obligation(attempt.obligation_id)
    return obligation, PaymentAttempt.objects.select_for_update().get(pk=attempt.pk)


def lock_refund(refund: Refund) -> tuple[Obligation, Refund]:
    """The obligation and the refund, freshly read and locked with the attempt between them; the
    refund carries that attempt, and it the obligation."""
    obligation, attempt = lock_attempt(PaymentAttempt.objects.get(pk=refund.attempt_id))
    attempt.obligation = obligation
    refund = Refund.objects.select_for_update().get(pk=refund.pk)
    refund.attempt = attempt
    return obligation, refund
