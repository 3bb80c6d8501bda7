"""Settling: once, only by the provider's word, and never more than once per obligation."""

import dataclasses

import pytest
from django.db import IntegrityError, transaction

from payments.actions.cancel_obligation import cancel_obligation
from payments.actions.check_attempt import check_attempt
from payments.actions.settle_attempt import settle_attempt
from payments.events import ObligationSettled
from payments.models import LedgerEntry, Obligation, PaymentAttempt
from payments.providers import registry
from payments.providers.base import Standing
from portal.shared import events
from portal.shared.models import ActionLogEntry
from tests.payments.factory import books, fresh

pytestmark = pytest.mark.django_db


def test_paid_settles_obligation_books_and_event(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")

    checked = check_attempt(attempt=attempt)

    obligation = Obligation.objects.get()
    assert (checked.state, obligation.state, obligation.settled_by) == (
        "settled",
        "settled",
        "stripe",
    )
    assert checked.payment_reference.startswith("pi_")
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}
    (event,) = settled_events
    assert (event.subject, event.amount_vnd, event.settled_at) == (
        obligation.subject,
        100_000,
        obligation.settled_at,
    )
    entry = ActionLogEntry.objects.get(action="settle")
    assert entry.subject == f"obligation:{obligation.key}"


def test_repeated_checks_change_nothing(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    first = check_attempt(attempt=attempt)

    for _ in range(3):
        check_attempt(attempt=attempt)

    assert fresh(attempt).closed_at == first.closed_at
    assert len(settled_events) == 1
    assert LedgerEntry.objects.count() == 2


def test_unpaid_stays_open(attempt, payment_sandbox, settled_events):
    assert check_attempt(attempt=attempt).state == "open"
    assert Obligation.objects.get().state == "due"
    assert settled_events == []
    assert LedgerEntry.objects.count() == 0


def test_a_wrong_amount_settles_nothing_and_is_kept_as_surplus(
    attempt, payment_sandbox, settled_events
):
    payment_sandbox.fault("amount_changed", value=-1_000)
    payment_sandbox.press(attempt.provider_reference, "succeed")

    checked = check_attempt(attempt=attempt)

    assert (checked.state, checked.problem) == ("surplus", "wrong_amount")
    assert Obligation.objects.get().state == "due"
    assert settled_events == []
    assert books() == {"held_by_provider": 99_000, "surplus": -99_000}


def test_money_for_a_cancelled_obligation_is_surplus(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    cancel_obligation(obligation=attempt.obligation, reason="withdrawn")

    checked = check_attempt(attempt=attempt)

    assert (checked.state, checked.problem) == ("surplus", "obligation_cancelled")
    assert Obligation.objects.get().state == "cancelled"
    assert settled_events == []


def test_another_currency_settles_nothing(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    report = registry.get("stripe").look_up(attempt.provider_reference)

    settle_attempt(attempt=attempt, report=dataclasses.replace(report, currency="usd"))

    assert (fresh(attempt).state, fresh(attempt).problem) == ("surplus", "wrong_currency")
    assert Obligation.objects.get().state == "due"
    assert settled_events == []
    assert LedgerEntry.objects.count() == 0


def test_only_a_report_of_payment_about_this_attempt_settles(attempt, payment_sandbox):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    report = registry.get("stripe").look_up(attempt.provider_reference)

    for lie in (
        dataclasses.replace(report, standing=Standing.OPEN),
        dataclasses.replace(report, attempt_key="another"),
    ):
        with pytest.raises(ValueError, match="own word"):
            settle_attempt(attempt=attempt, report=lie)
    assert fresh(attempt).state == "open"
    assert LedgerEntry.objects.count() == 0


def test_a_handler_that_fails_undoes_the_settlement(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")

    def fail(event):
        raise RuntimeError("upstairs")

    events.subscribe(ObligationSettled, fail)
    try:
        with pytest.raises(RuntimeError, match="upstairs"):
            check_attempt(attempt=attempt)
    finally:
        events._handlers[ObligationSettled].remove(fail)
    assert fresh(attempt).state == "open"
    assert LedgerEntry.objects.count() == 0

    assert check_attempt(attempt=attempt).state == "settled"


def test_the_database_itself_refuses_a_second_live_or_settled_attempt(attempt):
    def another(state, key):
        PaymentAttempt.objects.create(
            obligation=attempt.obligation,
            provider="stripe",
            idempotency_key=key,
            amount_vnd=1,
            state=state,
            created_at=attempt.created_at,
            expires_at=attempt.expires_at,
        )

    with pytest.raises(IntegrityError, match="attempt_live_once"), transaction.atomic():
        another("created", "first")
    another("settled", "first")
    with pytest.raises(IntegrityError, match="attempt_settled_once"), transaction.atomic():
        another("settled", "second")
