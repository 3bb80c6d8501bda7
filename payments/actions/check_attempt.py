"""Ask the provider how an attempt stands and believe the answer."""

from payments.actions.close_attempt import cancel_attempt, decline_attempt, expire_attempt
from payments.actions.open_attempt import open_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.models import Obligation, PaymentAttempt
from payments.providers import registry
from payments.providers.base import Report, Standing
from payments.providers.errors import ProviderRefused, UnknownReference
from payments.states import PAID, AttemptState, ObligationState
from portal.shared import clock


def check_attempt(
    *, attempt: PaymentAttempt, give_up: bool = False, reference: str = ""
) -> PaymentAttempt:
    """The attempt after asking. Return page, webhook, sweep and a new try all go through here.

    `give_up`: the payer does not want this page any more; if it is unpaid it is closed at the
    provider first and here after that. So is a page whose obligation is no longer due.
    `reference`: the provider's name for the page, where the caller knows it and we may not.
    Raises ProviderUnavailable; the attempt is then as it was.
    """
    attempt = PaymentAttempt.objects.select_related("obligation").get(pk=attempt.pk)
    if attempt.state in PAID:
        return attempt
    if attempt.state == AttemptState.CREATED:
        attempt = _find_page(attempt)
    reference = attempt.provider_reference or reference
    if not reference:
        return attempt
    unwanted = give_up or not _is_due(attempt)
    try:
        report = _ask(attempt, reference, close=unwanted and attempt.is_live)
    except UnknownReference:
        return _unknown(attempt, give_up)
    return _apply(attempt, report, gave_up=unwanted)


def _find_page(attempt: PaymentAttempt) -> PaymentAttempt:
    """A refusal means that there is no page; the attempt is expired then."""
    try:
        return open_attempt(attempt=attempt)
    except ProviderRefused:
        return PaymentAttempt.objects.get(pk=attempt.pk)


def _is_due(attempt: PaymentAttempt) -> bool:
    return Obligation.objects.filter(pk=attempt.obligation_id, state=ObligationState.DUE).exists()


def _ask(attempt: PaymentAttempt, reference: str, *, close: bool) -> Report:
    provider = registry.get(attempt.provider)
    report = provider.look_up(reference)
    if report.attempt_key != str(attempt.key):
        raise UnknownReference(f"{reference} is not the page of attempt {attempt.key}")
    if close and report.standing == Standing.OPEN:
        report = provider.close(reference)
    return report


def _apply(attempt: PaymentAttempt, report: Report, *, gave_up: bool) -> PaymentAttempt:
    if report.standing == Standing.PAID:
        return settle_attempt(attempt=attempt, report=report)
    if report.standing == Standing.OPEN:
        return _remember_asking(attempt)
    if report.declined:
        return decline_attempt(attempt=attempt)
    return cancel_attempt(attempt=attempt) if gave_up else expire_attempt(attempt=attempt)


def _remember_asking(attempt: PaymentAttempt) -> PaymentAttempt:
    """Touches nothing but the moment, so it needs no lock."""
    PaymentAttempt.objects.filter(pk=attempt.pk).update(asked_at=clock.now())
    return PaymentAttempt.objects.get(pk=attempt.pk)


def _unknown(attempt: PaymentAttempt, give_up: bool) -> PaymentAttempt:
    """The provider does not know it. Wrong keys for an hour look like that too, so the attempt
    waits, unless the payer wants another one."""
    if give_up:
        return expire_attempt(attempt=attempt, problem="unknown_reference")
    if attempt.is_live:
        PaymentAttempt.objects.filter(pk=attempt.pk).update(problem="unknown_reference")
    return _remember_asking(attempt)
