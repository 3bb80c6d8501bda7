"""Cash at the counter."""

from datetime import timedelta

import pytest

from payments.actions.open_cash_day import open_cash_day
from payments.actions.settle_at_counter import settle_at_counter
from payments.actions.stop_online_payment import stop_online_payment
from payments.errors import (
    CashDayLeftOpen,
    NoOpenCashDay,
    NothingDue,
    OnlinePaymentRunning,
    ProviderSilent,
)
from payments.models import CashDay, LedgerEntry, Obligation, PaymentAttempt
from portal.accounts.actor import SYSTEM, Actor
from portal.accounts.roles import Role
from portal.shared import clock
from portal.shared.errors import NotAllowed
from portal.shared.models import ActionLogEntry
from tests.payments.factory import books, fresh

pytestmark = pytest.mark.django_db


def test_cash_settles_into_the_till(obligation, teller, settled_events):
    settled = settle_at_counter(actor=teller, subject=obligation.subject)

    assert (settled.state, settled.settled_by) == ("settled", "cash")
    assert books() == {"till": 100_000, "fees": -100_000}
    assert [event.settled_by for event in settled_events] == ["cash"]
    entry = ActionLogEntry.objects.get(action="settle_at_counter")
    day = CashDay.objects.get()
    assert (entry.actor_name, entry.detail["cash_day"]) == (teller.name, str(day.key))
    assert {each.cash_day for each in LedgerEntry.objects.all()} == {day}


def test_twice_is_once(obligation, teller, settled_events):
    for _ in range(2):
        settle_at_counter(actor=teller, subject=obligation.subject)
    assert LedgerEntry.objects.count() == 2
    assert len(settled_events) == 1


@pytest.mark.parametrize("actor", [SYSTEM, Actor(role=Role.OFFICER, name="Cán bộ thụ lý")])
def test_only_clerks_take_cash(obligation, actor, settled_events):
    with pytest.raises(NotAllowed):
        settle_at_counter(actor=actor, subject=obligation.subject)
    assert Obligation.objects.get().state == "due"
    assert LedgerEntry.objects.count() == 0
    assert settled_events == []


def test_no_open_till_takes_nothing(obligation, clerk, settled_events):
    with pytest.raises(NoOpenCashDay):
        settle_at_counter(actor=clerk.actor, subject=obligation.subject)
    _assert_untouched(settled_events)


def test_the_till_of_yesterday_takes_nothing(obligation, clerk, settled_events):
    with clock.pinned(clock.now() - timedelta(days=1)):
        open_cash_day(actor=clerk.actor, float_vnd=0)
    with pytest.raises(CashDayLeftOpen):
        settle_at_counter(actor=clerk.actor, subject=obligation.subject)
    _assert_untouched(settled_events)


def test_the_till_of_another_counter_takes_nothing(obligation, clerk_tamtien, settled_events):
    open_cash_day(actor=clerk_tamtien.actor, float_vnd=0)
    with pytest.raises(NotAllowed, match="cơ quan khác"):
        settle_at_counter(actor=clerk_tamtien.actor, subject=obligation.subject)
    _assert_untouched(settled_events)


def _assert_untouched(settled_events):
    assert Obligation.objects.get().state == "due"
    assert (LedgerEntry.objects.count(), PaymentAttempt.objects.count()) == (0, 0)
    assert settled_events == []


def test_nothing_due_takes_nothing(teller):
    with pytest.raises(NothingDue):
        settle_at_counter(actor=teller, subject="thing:none")


def test_an_open_page_is_closed_first(attempt, payment_sandbox, teller):
    subject = attempt.obligation.subject
    with pytest.raises(OnlinePaymentRunning):
        settle_at_counter(actor=teller, subject=subject)

    stop_online_payment(subject=subject)
    settle_at_counter(actor=teller, subject=subject)

    assert payment_sandbox.session(attempt.provider_reference).status == "expired"
    assert fresh(attempt).state == "cancelled"
    assert Obligation.objects.get().settled_by == "cash"


def test_paid_online_a_moment_ago_means_no_cash(attempt, payment_sandbox, teller):
    payment_sandbox.press(attempt.provider_reference, "succeed")
    stop_online_payment(subject=attempt.obligation.subject)
    with pytest.raises(NothingDue):
        settle_at_counter(actor=teller, subject=attempt.obligation.subject)
    assert books() == {"held_by_provider": 100_000, "fees": -100_000}


def test_a_silent_provider_means_no_cash_yet(attempt, payment_sandbox):
    payment_sandbox.fault("error_500", count=3)
    with pytest.raises(ProviderSilent, match="Chưa thu tiền mặt"):
        stop_online_payment(subject=attempt.obligation.subject)
    assert fresh(attempt).state == "open"
