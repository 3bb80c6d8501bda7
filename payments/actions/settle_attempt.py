"""The provider has the money."""

from django.db import transaction

from payments.actions.steps import step
from payments.events import SettlementStarting
from payments.ledger import book
from payments.locks import lock_attempt
from payments.models import Obligation, PaymentAttempt
from payments.models.ledger_entry import Account
from payments.providers.base import Report, Standing
from payments.states import PAID
from portal.accounts.actor import SYSTEM
from portal.shared import clock, events
from portal.shared.action_log.record import record

CURRENCY = "vnd"


@transaction.atomic
def settle_attempt(*, attempt: PaymentAttempt, report: Report) -> PaymentAttempt:
    """Settle the obligation with this attempt, or keep the money as surplus.

    Once only, however often and from wherever it is called: webhook, return page and sweep may
    arrive together. `report` is what the provider said when it was asked. Surplus is what arrives
    for an obligation that is no longer due, or in another amount or currency than agreed.
    """
    if report.standing != Standing.PAID or report.attempt_key != str(attempt.key):
        raise ValueError("Only the provider's own word about this attempt settles it.")
    events.publish(SettlementStarting(subject=attempt.obligation.subject))
    obligation, attempt = lock_attempt(attempt)
    if attempt.state in PAID:
        return attempt
    attempt.provider_reference = report.reference
    attempt.payment_reference = report.payment_reference
    attempt.received_amount = report.amount
    attempt.received_currency = report.currency.lower()
    attempt.asked_at = attempt.closed_at = clock.now()
    problem = _problem(obligation, attempt, report)
    if problem:
        _keep_as_surplus(obligation, attempt, report, problem)
    else:
        _settle(obligation, attempt)
    return attempt


def _problem(obligation: Obligation, attempt: PaymentAttempt, report: Report) -> str:
    if report.currency.lower() != CURRENCY:
        return "wrong_currency"
    if report.amount != attempt.amount_vnd:
        return "wrong_amount"
    return "" if obligation.is_due else f"obligation_{obligation.state}"


def _settle(obligation: Obligation, attempt: PaymentAttempt) -> None:
    attempt.problem = ""
    book(
        transfer=f"settle:{attempt.key}",
        into=Account.HELD_BY_PROVIDER,
        for_account=Account.FEES,
        amount_vnd=attempt.amount_vnd,
        attempt=attempt,
    )
    step(attempt, "settle")
    settle_obligation(obligation, by=attempt.provider)
    record(
        actor=SYSTEM,
        action="settle",
        subject=f"obligation:{obligation.key}",
        attempt=str(attempt.key),
        amount_vnd=attempt.amount_vnd,
    )


def settle_obligation(obligation: Obligation, *, by: str) -> None:
    """Mark a locked, due obligation as paid and tell everyone, in the caller's transaction."""
    obligation.settled_at = clock.now()
    obligation.settled_by = by
    step(obligation, "settle")


def _keep_as_surplus(
    obligation: Obligation, attempt: PaymentAttempt, report: Report, problem: str
) -> None:
    attempt.problem = problem
    if problem != "wrong_currency":  # the books know đồng only; the attempt itself tells of it
        book(
            transfer=f"surplus:{attempt.key}",
            into=Account.HELD_BY_PROVIDER,
            for_account=Account.SURPLUS,
            amount_vnd=report.amount,
            attempt=attempt,
        )
    step(attempt, "keep_as_surplus")
    record(
        actor=SYSTEM,
        action="keep_surplus",
        subject=f"obligation:{obligation.key}",
        attempt=str(attempt.key),
        problem=problem,
        amount=report.amount,
        currency=report.currency,
    )
