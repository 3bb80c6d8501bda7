"""Two real connections at once: one settlement, one page, never two."""

import pytest
from django.db import connection, transaction

from payments.actions.check_attempt import check_attempt
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.settle_attempt import settle_attempt
from payments.actions.start_attempt import start_attempt
from payments.errors import NothingDue, OnlinePaymentRunning
from payments.events import SettlementStarting
from payments.models import LedgerEntry, Obligation, PaymentAttempt
from payments.providers import registry
from portal.shared import events
from portal.shared.models import ActionLogEntry
from tests.at_once import at_once
from tests.counter.queue.overtaking import overtaken
from tests.payments.factory import books

pytestmark = pytest.mark.django_db(transaction=True)


def test_webhook_return_page_and_sweep_settle_once(attempt, payment_sandbox, settled_events):
    payment_sandbox.press(attempt.provider_reference, "succeed")

    results = at_once(*[lambda: check_attempt(attempt=attempt)] * 4)

    assert [result.state for result in results] == ["settled"] * 4
    assert len(settled_events) == 1
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}
    assert ActionLogEntry.objects.filter(action="settle").count() == 1


def test_the_second_waits_for_the_first_and_then_finds_it_done(
    attempt, payment_sandbox, settled_events
):
    """Deterministic: the first holds the lock until the second certainly waits for it."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    report = registry.get("stripe").look_up(attempt.provider_reference)

    def settle() -> str:
        return str(settle_attempt(attempt=attempt, report=report).state)

    race = overtaken(settle, settle)

    assert (race.first, race.second, race.waited) == ("settled", "settled", True)
    assert len(settled_events) == 1
    assert LedgerEntry.objects.count() == 2


def test_many_clicks_at_once_make_one_page(payment_sandbox, obligation):
    results = at_once(
        *[lambda: start_attempt(obligation=obligation, provider="stripe", next_url="/")] * 4
    )
    attempt = PaymentAttempt.objects.get()
    assert not [result for result in results if isinstance(result, Exception)]
    assert {result.redirect_url for result in results} == {attempt.redirect_url}
    made = payment_sandbox.stripe.v1.checkout.sessions.list(
        {"client_reference_id": str(attempt.key)}
    )
    assert len(made.data) == 1


def test_cash_and_a_click_at_once_never_both(payment_sandbox, obligation, teller):
    cash, click = at_once(
        lambda: settle_at_counter(actor=teller, subject=obligation.subject),
        lambda: start_attempt(obligation=obligation, provider="stripe", next_url="/"),
    )
    if isinstance(cash, OnlinePaymentRunning):
        assert click.state == "open"
        assert LedgerEntry.objects.count() == 0
    else:
        assert cash.state == "settled"
        assert isinstance(click, NothingDue)
        assert not PaymentAttempt.objects.filter(state="open").exists()


def test_the_subjects_owner_and_a_settlement_lock_in_one_order(attempt, payment_sandbox):
    """An owner that locks its own row first and the obligation after it does not deadlock with a
    settlement, because the settlement asks it to lock its row first too."""
    payment_sandbox.press(attempt.provider_reference, "succeed")
    owner_row = attempt.obligation.payer_id

    def lock_owner(event: SettlementStarting) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM accounts_citizen WHERE id = %s FOR UPDATE", [owner_row])

    def owner() -> str:
        with transaction.atomic():
            lock_owner(SettlementStarting(subject=""))
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.3)")
            return Obligation.objects.select_for_update().get().state

    events.subscribe(SettlementStarting, lock_owner)
    try:
        state, checked = at_once(owner, lambda: check_attempt(attempt=attempt))
    finally:
        events._handlers[SettlementStarting].remove(lock_owner)
    assert state in ("due", "settled")
    assert checked.state == "settled"
