"""Ask the provider how an attempt stands and believe the answer."""

from payments.actions.ask_provider import Answer, ask, question_about
from payments.actions.close_attempt import cancel_attempt, decline_attempt, expire_attempt
from payments.actions.open_attempt import keep_page
from payments.actions.settle_attempt import settle_attempt
from payments.models import Obligation, PaymentAttempt
from payments.providers.base import Report, Standing
from payments.providers.errors import ProviderRefused, ProviderUnavailable, UnknownReference
from payments.states import PAID, ObligationState
from portal.shared import clock


def check_attempt(
    *, attempt: PaymentAttempt, give_up: bool = False, reference: str = ""
) -> PaymentAttempt:
    """The attempt after asking. Return page, inbox and a new try all go through here; the sweep
    asks many at once and believes each answer in the same way.

    `give_up`: the payer does not want this page any more; if it is unpaid it is closed at the
    provider first and here after that. So is a page whose obligation is no longer due, or that we
    have closed already. `reference`: the provider's name for the page, where the caller knows it
    and we may not. Raises ProviderUnavailable; the attempt is then as it was.
    """
    attempt = PaymentAttempt.objects.select_related("obligation__agency").get(pk=attempt.pk)
    if attempt.state in PAID:
        return attempt
    unwanted = give_up or not is_wanted(attempt)
    answer = ask(question_about(attempt, close=unwanted, reference=reference))
    if isinstance(answer.failure, ProviderUnavailable):
        if answer.checkout:
            keep_page(attempt, answer.checkout)
        raise answer.failure
    return believe(attempt, answer, give_up=give_up)


def is_wanted(attempt: PaymentAttempt) -> bool:
    """Whether the payer may still use its page."""
    return (
        attempt.is_live
        and Obligation.objects.filter(pk=attempt.obligation_id, state=ObligationState.DUE).exists()
    )


def believe(attempt: PaymentAttempt, answer: Answer, *, give_up: bool = False) -> PaymentAttempt:
    """Do what follows from an answer other than silence."""
    if answer.checkout:
        attempt = keep_page(attempt, answer.checkout)
    if answer.report:
        return _apply(attempt, answer.report, give_up)
    if isinstance(answer.failure, UnknownReference):
        return _unknown(attempt, give_up)
    if isinstance(answer.failure, ProviderRefused):
        return _refused(attempt)
    return attempt


def _apply(attempt: PaymentAttempt, report: Report, give_up: bool) -> PaymentAttempt:
    if report.standing == Standing.PAID:
        return settle_attempt(attempt=attempt, report=report)
    if report.standing == Standing.OPEN or not attempt.is_live:
        return _remember_answer(attempt)
    if report.declined:
        return decline_attempt(attempt=attempt)
    if give_up or not is_wanted(attempt):
        return cancel_attempt(attempt=attempt)
    return expire_attempt(attempt=attempt)


def _unknown(attempt: PaymentAttempt, give_up: bool) -> PaymentAttempt:
    """The provider does not know it. Wrong keys for an hour look like that too, so the attempt
    waits, unless the payer wants another one."""
    if give_up:
        return expire_attempt(attempt=attempt, problem="unknown_reference")
    return _remember_answer(attempt, problem="unknown_reference")


def _refused(attempt: PaymentAttempt) -> PaymentAttempt:
    """No page was made: nobody can have paid. A refused question about a page says nothing of the
    money, so then the attempt waits for an operator."""
    if not attempt.provider_reference:
        return expire_attempt(attempt=attempt, problem="refused")
    return _remember_answer(attempt, problem="question_refused")


def _remember_answer(attempt: PaymentAttempt, *, problem: str = "") -> PaymentAttempt:
    """Touches what belongs to the asking alone, so it needs no lock."""
    said: dict[str, object] = {"asked_at": clock.now(), "silent_since": None}
    if attempt.is_live:
        said["problem"] = problem
    PaymentAttempt.objects.filter(pk=attempt.pk).update(**said)
    return PaymentAttempt.objects.get(pk=attempt.pk)
